// These tests share namespaces, real time and port 5353 of a host, so they run one after another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
