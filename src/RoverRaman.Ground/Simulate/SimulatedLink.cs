namespace RoverRaman.Ground;

/// <summary>A link as the simulator sees it.</summary>
/// <param name="Loss">Share of products that do not arrive and are sent again, 0..1.</param>
/// <param name="Windows">Contact windows of the mission; each has the same share of the budget.</param>
/// <param name="DelayWindows">Windows until the robot knows that a product did not arrive.</param>
/// <param name="Overhead">Bytes of the envelope of each product.</param>
/// <param name="Seed">Of the losses.</param>
public sealed record SimulatedLink(double Loss = 0, int Windows = 50, int DelayWindows = 0, int Overhead = 8, int Seed = 1);
