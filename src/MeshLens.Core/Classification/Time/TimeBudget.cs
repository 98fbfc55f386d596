using MeshLens.Core.Classification.View;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.Time;

/// <summary>Where the time of a request goes: means per request, from sums and counts alone, so that they add up.</summary>
/// <remarks>
/// What a caller feels is its handshake (spread over the requests of the connection), the turn, and the pickup. When both
/// ends timed the same requests, the turn splits into the caller's pause, the path, queueing and service: no clock is
/// compared, only durations are subtracted. A turn begins with the first byte of a request, and a server's time with its
/// last: what passed because the caller had not given the next part is the caller's, never the path's. Time in which the
/// receiver's closed window held the request back is the path's in a long upload and the receiver's when it does not read;
/// nobody can tell, so it stays apart and nobody owns it.
/// </remarks>
internal sealed class TimeBudget
{
    private const double LeastAlike = 0.8;
    private const double MostAlike = 1.25;

    /// <param name="logged">Requests that a proxy logged, where the kernel cannot tell them apart; else zero.</param>
    public TimeBudget(EdgeSnapshot snapshot, Handshakes handshakes, Stalls stalls, ulong logged)
    {
        var caller = LegChoice.Caller(snapshot);
        var callee = LegChoice.Callee(snapshot);
        var callerLeg = caller?.Leg ?? default;
        var calleeLeg = callee?.Leg ?? default;
        var wireLeg = LegChoice.WireClient(snapshot)?.Leg ?? calleeLeg;
        var turns = caller?.Find(Signal.Turn);
        var services = callee?.Find(Signal.Service);

        ClientSeen = turns is { Histogram.Count: > 0 };
        ConnectsWithin = ClientSeen && callerLeg == Leg.AppToProxy && wireLeg != callerLeg;
        Connections = handshakes.All.Count;
        Requests = turns?.Histogram.Count ?? services?.Histogram.Count ?? 0;
        PerRequest = 1.0 / Math.Max(1, logged > 0 ? logged : Requests > 0 ? Requests : Connections);

        var promptBase = handshakes.Baseline?.MeanNs * handshakes.Prompt.Count * PerRequest;
        Handshake = new("handshake", wireLeg, handshakes.Prompt.SumNs * PerRequest, promptBase);
        LateHandshake = new("syn-timeout", wireLeg, handshakes.LateExcessNs * PerRequest, 0);
        Turn = Mean("turn", callerLeg, turns);
        Pickup = Mean("pickup", callerLeg, caller?.Find(Signal.Pickup));
        Queueing = Mean("queueing", calleeLeg, callee?.Find(Signal.Queueing));
        Service = Mean("service", calleeLeg, services);
        Pause = Pauses.PerRequest(callerLeg, turns, caller?.Find(Signal.Pause));
        BothEnds = ClientSeen && callee is { Shared: false } && AreAlike(turns!.Value.Histogram.Count, services?.Histogram.Count ?? 0);

        var remainder = BothEnds ? Math.Max(0, Turn.NowNs - Pause.NowNs - Queueing.NowNs - Service.NowNs) : 0;
        HeldBack = new("receive-window", callerLeg, BothEnds ? Math.Min(remainder, HeldBackNs(caller)) : 0, 0);
        var path = remainder - HeldBack.NowNs;
        PathMeanNs = BothEnds ? path : null;
        var pathBase = BothEnds ? snapshot.PathMeanNs is { Windows: > 0 } known ? known.Mean : PathBaselineNs() : null;
        StallPerRequestNs = stalls.ExcessNs * PerRequest;
        var stallInPath = BothEnds ? Math.Min(StallPerRequestNs, Math.Max(0, path - (pathBase ?? 0))) : StallPerRequestNs;
        Stall = new("recovery-stall", wireLeg, stallInPath, 0);
        Path = new("path", wireLeg, BothEnds ? path - stallInPath : 0, pathBase);
    }

    public bool ClientSeen { get; }

    /// <summary>It is the caller's proxy that connects while the caller's turn lasts: handshakes are within turns and no time of their own.</summary>
    public bool ConnectsWithin { get; }

    /// <summary>Client and server timed the same requests, so that differences of their means are the path.</summary>
    public bool BothEnds { get; }
    public ulong Requests { get; }
    public ulong Connections { get; }

    /// <summary>One over the number of requests (of connections, when no request was seen).</summary>
    public double PerRequest { get; }

    public TimePart Handshake { get; }

    /// <summary>What waiting for a second SYN added.</summary>
    public TimePart LateHandshake { get; }
    public TimePart Turn { get; }

    /// <summary>Of the turn: the caller had not given the next part of its request.</summary>
    public TimePart Pause { get; }

    /// <summary>Of the turn: the destination took no more of the request.</summary>
    public TimePart HeldBack { get; }

    /// <summary>Of the path, but not its length: waiting for lost data to be sent again.</summary>
    public TimePart Stall { get; }
    public TimePart Path { get; }
    public TimePart Queueing { get; }
    public TimePart Service { get; }
    public TimePart Pickup { get; }

    /// <summary>All recovery stalls, also those outside of turns.</summary>
    public double StallPerRequestNs { get; }

    /// <summary>Client turn minus server time; null unless both ends timed the same requests.</summary>
    public double? PathMeanNs { get; }

    public double FeltNs => ClientSeen || Connections > 0
        ? (ConnectsWithin ? 0 : Handshake.NowNs + LateHandshake.NowNs) + Turn.NowNs + Pickup.NowNs
        : Queueing.NowNs + Service.NowNs;

    /// <summary>Null when the edge was never seen well.</summary>
    public double? FeltBaselineNs => ClientSeen || Connections > 0
        ? HasBaseline ? (ConnectsWithin ? 0 : Handshake.BaselineNs ?? 0) + (Turn.BaselineNs ?? 0) + (Pickup.BaselineNs ?? 0) : null
        : Service.BaselineNs is { } service ? service + (Queueing.BaselineNs ?? 0) : null;

    /// <summary>By how much a request takes longer than when the edge was well; zero when that is not known.</summary>
    public double ExcessNs => FeltBaselineNs is null
        ? 0
        : ClientSeen || Connections > 0
            ? (ConnectsWithin ? 0 : Handshake.ExcessNs + LateHandshake.NowNs) + Turn.ExcessNs + Pickup.ExcessNs
            : Queueing.ExcessNs + Service.ExcessNs;

    private bool HasBaseline => ClientSeen ? Turn.BaselineNs is not null : Handshake.BaselineNs is not null;

    private double? PathBaselineNs() =>
        Turn.BaselineNs is { } turn && Service.BaselineNs is { } service
            ? Math.Max(0, turn - (Pause.BaselineNs ?? 0) - service - (Queueing.BaselineNs ?? 0))
            : null;

    private static TimePart Mean(string name, Leg leg, SignalMeasurement? signal) =>
        new(name, leg, signal?.Histogram.MeanNs ?? 0, signal?.Baseline is { Windows: > 0 } baseline ? baseline.MeanNs : null);

    private static bool AreAlike(ulong turns, ulong services) =>
        services >= LeastAlike * turns && services <= MostAlike * turns;

    private double HeldBackNs(LegMeasurement? caller) =>
        Math.Max(0, (caller?.Find(Counter.ReceiveWindowLimitedNs) is { } held ? held.Value - (held.Baseline?.Mean ?? 0) : 0) * PerRequest);
}
