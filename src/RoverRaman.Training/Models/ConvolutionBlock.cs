namespace RoverRaman.Training.Models;

/// <summary>One block of the paper's network: convolution ('same' padding), LeakyReLU, max pooling.</summary>
/// <param name="Channels">Channels that come in.</param>
/// <param name="Filters">Channels that go out.</param>
/// <param name="Kernel">Width of the convolution, odd, so that padding by half keeps the length.</param>
/// <param name="Pool">Width of the max pooling; 1 where nothing is left to pool.</param>
/// <param name="Stride">Stride of the max pooling.</param>
/// <param name="Length">Points that go out.</param>
public readonly record struct ConvolutionBlock(int Channels, int Filters, int Kernel, int Pool, int Stride, int Length);
