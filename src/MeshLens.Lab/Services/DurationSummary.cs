namespace MeshLens.Lab.Services;

/// <summary>Durations of one report, in milliseconds.</summary>
internal sealed record DurationSummary(int Count, double Mean, double P50, double P90, double P99, double Max)
{
    public static DurationSummary Empty { get; } = new(0, 0, 0, 0, 0, 0);
}
