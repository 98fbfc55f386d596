using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using Orleans;

namespace MeshLens.Core.Windows;

/// <summary>One of the worst, or a failed, connection of a window. Durations are in nanoseconds, zero when unknown.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.exemplar")]
public sealed record ConnectionExemplar
{
    /// <summary>Which end saw it; an exemplar paired from both ends says <see cref="End.Client"/> and has server parts.</summary>
    [Id(0)] public End End { get; set; }

    /// <summary>Both initial sequence numbers, the connection's id; zero for a failed handshake.</summary>
    [Id(1)] public uint ClientSequence { get; set; }
    [Id(2)] public uint ServerSequence { get; set; }

    /// <summary>Address and port of each end as this end saw them.</summary>
    [Id(3)] public string Local { get; set; } = "";
    [Id(4)] public string Remote { get; set; } = "";

    [Id(5)] public ulong HandshakeNs { get; set; }
    [Id(6)] public uint SynRetransmits { get; set; }
    [Id(7)] public FailureReason Failure { get; set; }

    /// <summary>The parts of its worst turn.</summary>
    [Id(8)] public ulong TurnNs { get; set; }
    [Id(9)] public ulong PickupNs { get; set; }
    [Id(10)] public ulong QueueingNs { get; set; }
    [Id(11)] public ulong ServiceNs { get; set; }
    [Id(12)] public ulong TailNs { get; set; }

    [Id(13)] public uint Retransmits { get; set; }
    [Id(14)] public ulong StallNs { get; set; }
    [Id(15)] public uint Turns { get; set; }

    /// <summary>The process's name at this end, when known.</summary>
    [Id(16)] public string? Process { get; set; }
    [Id(17)] public uint ThreadId { get; set; }

    /// <summary>When it was established or failed, by the clock of ingest.</summary>
    [Id(18)] public DateTimeOffset At { get; set; }

    /// <summary>From established to closed; zero while it is open, and when it is older than the agent.</summary>
    [Id(19)] public ulong LifetimeNs { get; set; }

    /// <summary>The id of its socket's cgroup and the cookie of its network namespace, at this end; zero when unknown.</summary>
    [Id(20)] public ulong Cgroup { get; set; }
    [Id(21)] public ulong NetworkNamespace { get; set; }
}
