namespace RoverRaman.Onboard.Tests;

/// <summary>The power is gone. No IOException, so that no code can think that it may go on.</summary>
sealed class PowerCutException() : Exception("the power is gone");
