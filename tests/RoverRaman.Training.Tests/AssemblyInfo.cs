// Torch has one random generator a process: tests that run beside each other would draw from each other's seeds.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

// One training serves all tests that only read its model.
[assembly: AssemblyFixture(typeof(RoverRaman.Training.Tests.Rover.TrainedRover))]
