using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>One row of a list of edges, and what other edges may know of this one.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.edge-summary")]
public sealed record EdgeSummary
{
    [Id(0)] public string Id { get; set; } = "";
    [Id(1)] public Party Source { get; set; } = Party.Unknown;
    [Id(2)] public DiagnosedDestination Destination { get; set; } = DiagnosedDestination.Unknown;
    [Id(3)] public VerdictClass Class { get; set; }

    /// <summary>The cause's name inside its class.</summary>
    [Id(4)] public string? Cause { get; set; }
    [Id(5)] public Symptom Symptom { get; set; }
    [Id(6)] public double Confidence { get; set; }
    [Id(7)] public DateTimeOffset Since { get; set; }
    [Id(8)] public string Summary { get; set; } = "";
    [Id(9)] public double ExcessMs { get; set; }
    [Id(10)] public LatencyShares Shares { get; set; }
    [Id(11)] public double MeanMs { get; set; }
    [Id(12)] public double P99Ms { get; set; }
    [Id(13)] public ulong Requests { get; set; }
    [Id(14)] public ulong Connections { get; set; }
    [Id(15)] public ulong Failures { get; set; }
    [Id(16)] public DateTimeOffset WindowEnd { get; set; }

    /// <summary>The window, an index of the <see cref="Windows.WindowGrid"/>.</summary>
    [Id(17)] public long Window { get; set; }
    [Id(18)] public EdgeShifts Shifts { get; set; }

    /// <summary>An agent reports this end. Of an edge that is seen from one end only less can be told.</summary>
    [Id(19)] public bool ClientSeen { get; set; }
    [Id(20)] public bool ServerSeen { get; set; }

    /// <summary>What the kernel measured on the leg that crosses the network.</summary>
    [Id(22)] public PathFigures Path { get; set; }

    /// <summary>Which nodes its requests went between in the last window with traffic; null when nobody knows.</summary>
    [Id(21)] public List<EdgePath>? Paths { get; set; }
}
