// Descriptor counts and allocation counts are taken of the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
