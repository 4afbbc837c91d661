using System.Runtime.CompilerServices;
using TorchSharp;

namespace RoverRaman.Training.Tests;

/// <summary>Small networks gain nothing from more threads, and on a busy machine threads wait for each other for ages.</summary>
static class OneThread
{
    [ModuleInitializer]
    internal static void Set() => torch.set_num_threads(1);
}
