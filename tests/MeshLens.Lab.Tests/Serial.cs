using Xunit.Sdk;
using Xunit.v3;

// The tests measure time on real links; side by side they would measure each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
