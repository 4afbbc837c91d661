// Torch has one random generator a process: tests that run beside each other would draw from each other's seeds.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
