using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.Time;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Classification.View;

/// <summary>A snapshot as the rules read it: every change tested once, every question on its leg.</summary>
internal sealed class EdgeView
{
    private const ulong MinRetransmits = 3;
    private const ulong MinPromptAccepts = 10;
    private const double LateSuccessesOfLoss = 0.2;
    private const double MinPooled = 10;

    private readonly HopView? _logged;
    private IReadOnlyList<Replica>? _replicas;

    public EdgeView(EdgeSnapshot snapshot)
    {
        Snapshot = snapshot;
        Caller = LegChoice.Caller(snapshot);
        WireClient = LegChoice.WireClient(snapshot);
        WireServer = LegChoice.WireServer(snapshot);
        Callee = LegChoice.Callee(snapshot);
        Hops = HopsView.Logged(snapshot);
        Counted = HopsView.Counted(snapshot);
        HopTime = new HopBudget(Hops);
        _logged = FeltTime.Logged(HopTime.First, Caller);

        Handshakes = Handshakes.Of(WireClient);
        Stalls = Stalls.Of(WireClient, WireServer, QuietWindows);
        Failures = new ConnectFailures(WireClient ?? Caller, snapshot.Exemplars);
        BehindProxy = new ConnectFailures(snapshot.Find(Leg.ProxyToApp, End.Client), []);
        CallerPressure = new Pressure(snapshot.CallerPressure);
        CalleePressure = new Pressure(snapshot.CalleePressure);
        Time = new TimeBudget(snapshot, Handshakes, Stalls, _logged?.Ended ?? 0);
        CallerProxyPressure = new Pressure(snapshot.PressureOf(AccessReporter.Client));
        CalleeProxyPressure = new Pressure(snapshot.PressureOf(AccessReporter.Server));
        WaypointPressure = new Pressure(snapshot.PressureOf(AccessReporter.Waypoint));

        var spent = Spent();
        Turn = ReplicaChange.Of(Caller, Signal.Turn, Floors.Latency, spent);
        Felt = FeltTime.Of(Time, Turn, _logged);
        Pickup = ChangeTest.Of(Caller?.Find(Signal.Pickup), Floors.Pickup, spent);
        Tail = ChangeTest.Of(Caller?.Find(Signal.ResponseTail), Floors.Latency);
        Queueing = ReplicaChange.Of(Callee, Signal.Queueing, Floors.Latency, spent);
        Service = ReplicaChange.Of(Callee, Signal.Service, Floors.Latency, spent);
        AcceptWait = ReplicaChange.Of(Callee, Signal.AcceptWait, Floors.Latency, spent: null);
        AcceptQueue = new AcceptQueue(snapshot, WireServer?.Count(Counter.ResetsReceived) ?? 0, AcceptsPromptly);
        SmoothedRtt = ChangeTest.Of(WireClient?.Find(Signal.SmoothedRtt), Floors.RoundTrip);
        Path = PathChange.Of(this);
    }

    public EdgeSnapshot Snapshot { get; }

    /// <summary>What the caller feels; null when its end is not seen.</summary>
    public LegMeasurement? Caller { get; }
    public LegMeasurement? WireClient { get; }
    public LegMeasurement? WireServer { get; }

    /// <summary>What the destination's own process did; null when its end is not seen.</summary>
    public LegMeasurement? Callee { get; }

    /// <summary>What proxies' access logs say.</summary>
    public HopsView Hops { get; }

    /// <summary>What proxies' metrics say.</summary>
    public HopsView Counted { get; }

    /// <summary>Who tells how requests ended next to the caller: a log, or else what is counted; null when nobody does.</summary>
    public HopView? Endings => Hops.Nearest ?? Counted.Nearest;

    /// <summary>The same at the destination's own proxy.</summary>
    public HopView? EndingsAtServer => Hops.Server ?? Counted.Server;

    public Handshakes Handshakes { get; }
    public Stalls Stalls { get; }
    public ConnectFailures Failures { get; }

    /// <summary>Connects of the destination's own proxy to the application beside it.</summary>
    public ConnectFailures BehindProxy { get; }

    public AcceptQueue AcceptQueue { get; }
    public Pressure CallerPressure { get; }
    public Pressure CalleePressure { get; }

    /// <summary>What the caller's, the destination's and the waypoint's proxy waited for; not seen where there is none.</summary>
    public Pressure CallerProxyPressure { get; }
    public Pressure CalleeProxyPressure { get; }
    public Pressure WaypointPressure { get; }
    public TimeBudget Time { get; }

    /// <summary>Where the time goes by access logs.</summary>
    public HopBudget HopTime { get; }

    /// <summary>What the caller feels, by the best source.</summary>
    public FeltTime Felt { get; }

    public Change Turn { get; }
    public Change Pickup { get; }
    public Change Queueing { get; }
    public Change Service { get; }
    public Change AcceptWait { get; }

    /// <summary>First to last byte of a response: not in the turn, and as long as the application streams.</summary>
    public Change Tail { get; }

    /// <summary>Confirms a longer path; on its own it proves nothing, either way.</summary>
    public Change SmoothedRtt { get; }

    /// <summary>Client turn minus server time.</summary>
    public Change Path { get; }

    /// <summary>By how much answers come later, without what the caller itself held back; in nanoseconds per request.</summary>
    public double LaterNs => Felt.Hop?.Part(HopPart.UpstreamWait).ExcessNs ?? Turn.ExcessNs - Time.Pause.GrowthNs;

    /// <summary>The destination's replicas, as far as they are told apart.</summary>
    public IReadOnlyList<Replica> Replicas => _replicas ??= new ReplicaReader(this).Read();

    /// <summary>Most connections were handed over by the proxy of the node that both ends are on: no wire lies between them.</summary>
    public bool IsWithinNode => WireClient is null && WireServer is null
        && Snapshot.Hops?.Find(hop => hop.Reporter == AccessReporter.Client) is { SameNode: > 0 } hop && hop.SameNode >= hop.Ended / 2;

    /// <summary>Somebody's server time is known: this edge's, or at least its destination's.</summary>
    public bool ServerTimed => Callee?.Find(Signal.Service) is { Histogram.Count: > 0 };

    /// <summary>Data is sent again more often than usual.</summary>
    public bool Retransmits => RareEvents.Of(WireClient?.Find(Counter.DataRetransmits), MinRetransmits) >= Strength.Weak;

    /// <summary>Under loss some connects succeed after a second SYN; where nothing gets through, none does.</summary>
    public bool SomeGetThroughLate => Handshakes.Late > LateSuccessesOfLoss * Failures.Silent;

    /// <summary>Requests on connections that exist go on as usual: whatever stops connects, the path is there.</summary>
    public bool ExistingConnectionsWork
    {
        get
        {
            var turns = Caller?.Find(Signal.Turn);
            var usual = (turns?.Baseline?.SamplesPerWindow ?? 0) - (Handshakes.Baseline?.SamplesPerWindow ?? 0);
            var pooled = (double)(turns?.Histogram.Count ?? 0) - Handshakes.All.Count;
            return usual >= MinPooled && pooled >= 0.5 * usual && !Stalls.Exceed && !Retransmits;
        }
    }

    /// <summary>
    /// Nobody looks at the destination's accept queue and the edge makes connections: a full queue drops their SYNs, and the
    /// last ACKs of handshakes that the caller takes for done, whose data is then sent again and never answered.
    /// </summary>
    public bool MayBeAcceptQueue => !AcceptQueue.IsSeen && Connects;

    /// <summary>The destination's accept queue dropped something, and connects of this edge met it.</summary>
    /// <remarks>Listeners serve every caller: one that keeps its connections does not notice, and one SYN sent again is chance.</remarks>
    public bool QueueIsFelt => AcceptQueue.Overflows
        && (Handshakes.Late > 0 || Failures.Lasting > 0 || Stalls.Exceed || AcceptWait.IsShifted
            || RareEvents.Of(WireClient?.Find(Counter.SynRetransmits), MinRetransmits) >= Strength.Weak);

    private bool AcceptsPromptly => !AcceptWait.IsShifted && (AcceptWait.IsSteady || Callee?.Count(Counter.PromptAccepts) >= MinPromptAccepts);

    private bool Connects =>
        Handshakes.All.Count > 0
        || (WireClient?.Count(Counter.ConnectAttempts) ?? 0) + (WireServer?.Count(Counter.Established) ?? 0) > 0
        || Snapshot.Recent is [{ Connections: > 0 }, ..];

    /// <summary>How many quiet windows the edge has seen.</summary>
    public int QuietWindows => _logged?.QuietWindows ?? (Caller?.Find(Signal.Turn) ?? Callee?.Find(Signal.Service) ?? WireClient?.Find(Signal.Handshake))
        ?.Baseline?.Windows ?? HopTime.First?.QuietWindows ?? 0;

    private TimeSpent Spent() => Caller?.Find(Signal.Turn) is not null
        ? Add(Caller.Find(Signal.Turn), Caller.Find(Signal.Pickup))
        : Add(Callee?.Find(Signal.Service), Callee?.Find(Signal.Queueing));

    private static TimeSpent Add(SignalMeasurement? first, SignalMeasurement? second) => new(
        (first?.Histogram.SumNs ?? 0) + (double)(second?.Histogram.SumNs ?? 0),
        UsualNs(first) + UsualNs(second));

    private static double UsualNs(SignalMeasurement? signal) =>
        (signal?.Baseline?.MeanNs ?? 0) * (signal?.Baseline?.SamplesPerWindow ?? 0);
}
