using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>A time in which one cause made an edge slow or failing.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.incident")]
public sealed record Incident
{
    [Id(0)] public Cause Cause { get; set; }
    [Id(1)] public Symptom Symptom { get; set; }

    /// <summary>Start of the first window that showed it.</summary>
    [Id(2)] public DateTimeOffset Since { get; set; }

    /// <summary>End of the last window that showed it; null while it lasts.</summary>
    [Id(3)] public DateTimeOffset? Until { get; set; }

    /// <summary>The largest excess of mean latency in one of its windows.</summary>
    [Id(4)] public double PeakExcessMs { get; set; }

    /// <summary>The verdict's sentence when it was surest.</summary>
    [Id(5)] public string Summary { get; set; } = "";

    /// <summary>0 to 1, the highest so far.</summary>
    [Id(6)] public double Confidence { get; set; }

    /// <summary>How it ended.</summary>
    [Id(7)] public IncidentEnd End { get; set; }
}
