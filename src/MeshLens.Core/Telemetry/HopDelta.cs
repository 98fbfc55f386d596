using Orleans;

namespace MeshLens.Core.Telemetry;

/// <summary>What the access log of one kind of proxy had of an edge in one window. Ingest hands it over once and never touches it again.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.hop-delta")]
public sealed record HopDelta
{
    /// <summary>An index of the window grid.</summary>
    [Id(0)] public long Window { get; set; }

    /// <summary>Which proxy.</summary>
    [Id(1)] public AccessReporter Reporter { get; set; }

    /// <summary>Requests and connections that ended.</summary>
    [Id(2)] public ulong Ended { get; set; }

    /// <summary>Those that got no answer, or one that says that there is none.</summary>
    [Id(3)] public ulong Failed { get; set; }

    /// <summary>Those that were tried more than once.</summary>
    [Id(4)] public ulong Retried { get; set; }

    /// <summary>Attempts of those that say how many there were.</summary>
    [Id(5)] public ulong Attempts { get; set; }

    /// <summary>Where the time went.</summary>
    [Id(6)] public List<HopPartSum> Parts { get; set; } = [];

    /// <summary>Why they ended as they did.</summary>
    [Id(7)] public List<HopFlagCount> Flags { get; set; } = [];

    /// <summary>Those that say how often they were tried.</summary>
    [Id(8)] public ulong Tried { get; set; }

    /// <summary>Over which legs they went; empty where every record is of the reporter's usual one.</summary>
    [Id(20)] public List<HopLegCount> Legs { get; set; } = [];

    /// <summary>Those that the proxy of a node handed over within that node: they have no leg on a wire.</summary>
    [Id(21)] public ulong SameNode { get; set; }

    /// <summary>To which replicas they went, as far as the proxy before the destination tells.</summary>
    [Id(22)] public List<HopEndpoint> Endpoints { get; set; } = [];
}
