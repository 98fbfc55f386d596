using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>What one kind of proxy said when the edge was well.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.hop-baseline")]
public sealed record HopBaseline
{
    /// <summary>Which proxy.</summary>
    [Id(0)] public AccessReporter Reporter { get; set; }

    /// <summary>How many quiet windows it rests on.</summary>
    [Id(1)] public int Windows { get; set; }

    /// <summary>Requests and connections that ended, per window.</summary>
    [Id(2)] public RateBaseline? Ended { get; set; }

    /// <summary>Those of them that failed, per window.</summary>
    [Id(3)] public RateBaseline? Failed { get; set; }

    /// <summary>Those of them that were tried more than once, per window.</summary>
    [Id(4)] public RateBaseline? Retried { get; set; }

    /// <summary>Where the time went.</summary>
    [Id(5)] public List<HopPartBaseline> Parts { get; set; } = [];

    /// <summary>Why requests ended as they did; a flag that is not there did not occur.</summary>
    [Id(6)] public List<HopFlagBaseline> Flags { get; set; } = [];

    /// <summary>Its log, or what it counts.</summary>
    [Id(7)] public SourceKind Source { get; set; } = SourceKind.AccessLog;
}
