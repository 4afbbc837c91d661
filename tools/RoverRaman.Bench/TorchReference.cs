namespace RoverRaman.Bench;

/// <summary>What tools/bench/torch_reference.py measured, microseconds.</summary>
sealed record TorchReference(double P50, double P999);
