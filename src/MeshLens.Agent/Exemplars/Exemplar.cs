using MeshLens.Agent.Kernel;

namespace MeshLens.Agent.Exemplars;

/// <summary>One connection that may be worth telling, as far as its events told it in this interval.</summary>
internal struct Exemplar
{
    public uint Flow;
    public ConnectionId Id;
    public ushort LocalPort;
    public ushort RemotePort;
    public Failure Failure;
    public uint ThreadId;

    /// <summary>Nanoseconds of CLOCK_MONOTONIC: established or failed; its worst turn's start when that is all that is known.</summary>
    public ulong At;
    public ulong HandshakeNs;
    public uint SynRetransmits;
    public uint Retransmits;
    public ulong StallNs;
    public uint Turns;

    /// <summary>Zero while it is open, and when nobody saw it begin.</summary>
    public ulong LifetimeNs;
    public Turn Worst;

    /// <summary>How long its worst part took, whichever that was.</summary>
    public readonly ulong Badness => Math.Max(Math.Max(HandshakeNs, StallNs), Duration(Worst));

    public static Exemplar Of(in ConnectionEvent told) => new()
    {
        Flow = told.Event.Flow,
        Id = told.Id,
        LocalPort = told.LocalPort,
        RemotePort = told.RemotePort,
        Failure = told.Failure,
        ThreadId = told.Tid,
        At = told.Failure == Failure.None && told.Role == Role.Client ? told.OpenedNs + told.HandshakeNs
            : told.Failure == Failure.None ? told.OpenedNs : told.Event.TimeNs,
        HandshakeNs = told.HandshakeNs,
        SynRetransmits = told.SynRetransmits,
        Retransmits = told.Retransmits,
        StallNs = told.StallNs,
        Turns = told.Turns,
        LifetimeNs = told.Event.Type == EventType.Closed && told.Adopted == 0 ? told.LifetimeNs : 0,
        Worst = told.Worst,
    };

    public static Exemplar Of(in TurnEvent told) => new()
    {
        Flow = told.Event.Flow,
        Id = told.Id,
        LocalPort = told.LocalPort,
        RemotePort = told.RemotePort,
        At = told.Turn.StartNs,
        Worst = told.Turn,
    };

    /// <summary>Adds what a later event of the same connection told; a turn's parts stay together.</summary>
    public void Merge(in Exemplar later)
    {
        HandshakeNs = Math.Max(HandshakeNs, later.HandshakeNs);
        StallNs = Math.Max(StallNs, later.StallNs);
        SynRetransmits = Math.Max(SynRetransmits, later.SynRetransmits);
        Retransmits = Math.Max(Retransmits, later.Retransmits);
        Turns = Math.Max(Turns, later.Turns);
        LifetimeNs = Math.Max(LifetimeNs, later.LifetimeNs);
        ThreadId = Math.Max(ThreadId, later.ThreadId);
        At = Math.Min(At, later.At);
        if (Duration(later.Worst) > Duration(Worst))
        {
            Worst = later.Worst;
        }
    }

    private static ulong Duration(in Turn turn) => turn.TurnNs + turn.PickupNs + turn.QueueingNs + turn.ServiceNs;
}
