namespace MeshLens.Metrics.Text;

/// <summary>What is wrong with a text, and where. What came before it was right.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in bytes.</param>
/// <param name="Message">A sentence without the place.</param>
public sealed record MetricsTextError(long Line, int Column, string Message)
{
    public override string ToString() => $"Line {Line}, column {Column}: {Message}";
}
