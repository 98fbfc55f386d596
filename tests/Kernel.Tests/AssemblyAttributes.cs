using Xunit.Sdk;
using Xunit.v3;

// Delays and costs are measured: two tests at a time would measure each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
