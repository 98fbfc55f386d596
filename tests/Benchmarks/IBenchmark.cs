namespace Benchmarks;

/// <summary>Measures something and enters it into the report. Registered in <see cref="Runner"/>.</summary>
internal interface IBenchmark
{
    /// <summary>What is written on the command line to run it alone.</summary>
    string Name { get; }

    Task RunAsync(BenchReport report);

    /// <summary>It takes minutes, and runs only where it is named.</summary>
    bool TakesLong => false;
}
