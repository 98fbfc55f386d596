using MeshLens.Core.Edges;
using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>One row of a list of edges, and what other edges may know of this one.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.edge-summary")]
public sealed record EdgeSummary
{
    [Id(0)] public string Id { get; init; } = "";
    [Id(1)] public Party Source { get; init; } = Party.Unknown;
    [Id(2)] public DiagnosedDestination Destination { get; init; } = DiagnosedDestination.Unknown;
    [Id(3)] public VerdictClass Class { get; init; }

    /// <summary>The cause's name inside its class.</summary>
    [Id(4)] public string? Cause { get; init; }
    [Id(5)] public Symptom Symptom { get; init; }
    [Id(6)] public double Confidence { get; init; }
    [Id(7)] public DateTimeOffset Since { get; init; }
    [Id(8)] public string Summary { get; init; } = "";
    [Id(9)] public double ExcessMs { get; init; }
    [Id(10)] public LatencyShares Shares { get; init; }
    [Id(11)] public double MeanMs { get; init; }
    [Id(12)] public double P99Ms { get; init; }
    [Id(13)] public ulong Requests { get; init; }
    [Id(14)] public ulong Connections { get; init; }
    [Id(15)] public ulong Failures { get; init; }
    [Id(16)] public DateTimeOffset WindowEnd { get; init; }

    /// <summary>The window, a <see cref="Windows.WindowIndex"/>.</summary>
    [Id(17)] public long Window { get; init; }
    [Id(18)] public EdgeShifts Shifts { get; init; }
}
