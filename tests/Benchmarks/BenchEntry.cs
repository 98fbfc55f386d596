namespace Benchmarks;

/// <summary>One figure of <c>artifacts/bench.json</c>.</summary>
/// <param name="Name">Such as <c>agent.rss_bytes</c>.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Such as <c>B</c> or <c>cores</c>.</param>
/// <param name="Detail">How it was measured.</param>
internal sealed record BenchEntry(string Name, double Value, string Unit, string Detail);
