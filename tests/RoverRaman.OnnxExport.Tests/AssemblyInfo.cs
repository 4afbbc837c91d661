// Torch's default random generator belongs to the process: a test that checks its state must run alone.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
