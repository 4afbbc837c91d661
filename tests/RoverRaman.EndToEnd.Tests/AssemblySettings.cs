// Real processes share two cores: one rig at a time keeps waits short.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
