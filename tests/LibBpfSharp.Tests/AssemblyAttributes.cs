using Xunit.Sdk;
using Xunit.v3;

// The leak tests count this process's descriptors, and libbpf's messages have one route per process.
[assembly: Parallelization(Mode = ParallelMode.None)]
