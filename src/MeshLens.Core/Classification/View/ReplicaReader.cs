using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Classification.View;

/// <summary>Puts together what the legs of an edge know of each replica.</summary>
/// <remarks>
/// A replica's own time is what its process took; its path is judged on the wire, where both ends are of the same hop. Behind
/// proxies each hop of a replica has another port, so there the address alone says that it is the same one. What is usual of a
/// replica that was never seen well is what is usual of all of them.
/// </remarks>
internal sealed class ReplicaReader(EdgeView edge)
{
    private const ulong MinRequests = 10;
    private const double LeastAlike = 0.8;
    private const double MostAlike = 1.25;

    // The hop to the caller's own proxy knows no replica.
    private readonly LegMeasurement? _wire = edge.WireClient ?? (edge.Caller is { Leg: Leg.AppToProxy } ? null : edge.Caller);

    // The waypoint is the one that chooses a replica where there is one.
    private readonly HopDelta? _hop = LoggedBy(edge.Snapshot, AccessReporter.Waypoint) ?? LoggedBy(edge.Snapshot, AccessReporter.Client);

    public List<Replica> Read()
    {
        List<(string Key, string Endpoint)> known = [];
        Collect(known, edge.Callee);
        Collect(known, _wire);
        foreach (var endpoint in _hop?.Endpoints ?? [])
        {
            Collect(known, KeyOf(Leg.ProxyToProxy, endpoint.Endpoint), endpoint.Endpoint);
        }

        var requests = known.ConvertAll(replica => RequestsOf(replica.Key));
        var usual = known.ConvertAll(replica => UsualOf(replica.Key));
        var (all, usually) = (requests.Aggregate(0UL, (sum, count) => sum + count), usual.Sum());
        return [.. known.Select((replica, number) => Read(
            replica.Key,
            replica.Endpoint,
            requests[number],
            all == 0 ? 0 : (double)requests[number] / all,
            usual.Contains(0) ? null : usual[number] / usually))];
    }

    private void Collect(List<(string Key, string Endpoint)> known, LegMeasurement? leg)
    {
        foreach (var endpoint in leg?.Endpoints ?? [])
        {
            Collect(known, KeyOf(leg!.Leg, endpoint.Endpoint), endpoint.Endpoint);
        }
    }

    private static void Collect(List<(string Key, string Endpoint)> known, string key, string endpoint)
    {
        if (endpoint != LegWindow.OtherEndpoints && !known.Exists(replica => replica.Key == key))
        {
            known.Add((key, endpoint));
        }
    }

    private static HopDelta? LoggedBy(EdgeSnapshot snapshot, AccessReporter reporter) =>
        snapshot.Hops?.Find(hop => hop.Reporter == reporter && hop.Endpoints.Count > 0);

    private string KeyOf(Leg leg, string endpoint) => leg == Leg.Direct && _hop is null
        ? endpoint
        : endpoint[..Math.Max(0, endpoint.LastIndexOf(':'))];

    private Replica Read(string key, string endpoint, ulong requests, double share, double? usualShare)
    {
        var (wire, callee) = (Find(_wire, key), Find(edge.Callee, key));
        var turn = ChangeOf(_wire, wire, Signal.Turn);
        var handshakes = Handshakes.Of(Beside(edge.WireClient, Find(edge.WireClient, key), Signal.Handshake));
        return new()
        {
            Endpoint = endpoint,
            Place = PlaceOf(endpoint),
            Requests = requests,
            Share = share,
            UsualShare = usualShare,
            Turn = turn,
            Service = ChangeOf(edge.Callee, callee, Signal.Service),
            Queueing = ChangeOf(edge.Callee, callee, Signal.Queueing),
            Handshake = handshakes.Change,
            Path = PathOf(turn, wire, Find(edge.WireServer, key)),
            Connects = ReplicaConnects.Of(wire),
            SynsAgain = wire?.Count(Counter.SynRetransmits) ?? 0,
            DataAgain = wire?.Count(Counter.DataRetransmits) ?? 0,
            Logged = LoggedOf(key),
            Wait = WaitOf(LoggedOf(key)),
            P99Ns = (wire?.Find(Signal.Turn) ?? callee?.Find(Signal.Service))?.Histogram is { Count: > 0 } times ? times.Quantile(0.99) : null,
        };
    }

    private HopEndpoint? LoggedOf(string key)
    {
        var position = _hop?.Endpoints.FindIndex(endpoint => endpoint.Endpoint != HopEndpoint.Others && KeyOf(Leg.ProxyToProxy, endpoint.Endpoint) == key) ?? -1;
        return position < 0 ? null : _hop!.Endpoints[position];
    }

    // A log has no baseline of each replica: what is usual is what the proxy waits for all of them.
    private Change WaitOf(HopEndpoint? logged)
    {
        var view = _hop?.Reporter == AccessReporter.Waypoint ? edge.Hops.Waypoint : edge.Hops.Client;
        return logged is { Wait.Count: > 0 } known ? ChangeTest.Of(known.Wait, view?.Usual(HopPart.UpstreamWait), Floors.Latency) : Change.Unknown;
    }

    private EndpointPlace? PlaceOf(string endpoint)
    {
        var position = edge.Snapshot.Places?.FindIndex(place => place.Endpoint == endpoint) ?? -1;
        return position < 0 ? null : edge.Snapshot.Places![position];
    }

    private ulong RequestsOf(string key) => Math.Max(LoggedOf(key)?.Ended ?? 0, TimedOf(key));

    private ulong TimedOf(string key) => Math.Max(
        Find(_wire, key)?.Find(Signal.Turn)?.Histogram.Count ?? 0,
        Find(OwnCallee, key)?.Find(Signal.Service)?.Histogram.Count ?? 0);

    // A shared end counts other callers' requests, too.
    private LegMeasurement? OwnCallee => edge.Callee is { Shared: false } callee ? callee : null;

    private double UsualOf(string key) => Math.Max(
        Find(_wire, key)?.Find(Signal.Turn)?.Baseline?.SamplesPerWindow ?? 0,
        Find(OwnCallee, key)?.Find(Signal.Service)?.Baseline?.SamplesPerWindow ?? 0);

    private Change PathOf(Change turn, EndpointMeasurement? client, EndpointMeasurement? server)
    {
        if (client is null || server is null || _wire!.Leg != edge.WireServer!.Leg || edge.WireServer.Shared
            || turn.BaselineNs is not { } usualTurn || Beside(edge.WireServer, server, Signal.Service) is not { Baseline: { } usualService } service
            || edge.Time.Pause.GrowthNs > Floors.RoundTrip || !AreAlike(turn.Samples, service.Histogram.Count))
        {
            return Change.Unknown;
        }

        var queueing = Beside(edge.WireServer, server, Signal.Queueing);
        var now = Math.Max(0, turn.NowNs - service.Histogram.MeanNs - (queueing?.Histogram.MeanNs ?? 0));
        var usual = Math.Max(0, usualTurn - usualService.MeanNs - (queueing?.Baseline?.MeanNs ?? 0));
        return new(StrengthOf(now - usual, usual, turn, client), now, usual, turn.Samples, turn.Breadth);
    }

    private static Strength StrengthOf(double excess, double usual, Change turn, EndpointMeasurement client)
    {
        var baseline = client.Find(Signal.Turn)?.Baseline;
        var (spread, windows) = (baseline?.MeanSpreadNs ?? 0, Math.Max(1, baseline?.Windows ?? 1));
        return turn.Strength == Strength.Unknown ? Strength.Unknown
            : excess >= Margin.Strong(usual, spread, windows, Floors.RoundTrip) && turn.IsStrong && turn.Samples >= MinRequests ? Strength.Strong
            : excess >= Margin.Weak(usual, spread, windows, Floors.RoundTrip) && turn.IsShifted ? Strength.Weak
            : Strength.None;
    }

    private static bool AreAlike(ulong turns, ulong services) => services >= LeastAlike * turns && services <= MostAlike * turns;

    private EndpointMeasurement? Find(LegMeasurement? leg, string key) => leg?.Endpoints.Find(endpoint => KeyOf(leg.Leg, endpoint.Endpoint) == key);

    private static Change ChangeOf(LegMeasurement? leg, EndpointMeasurement? endpoint, Signal signal) =>
        ChangeTest.Of(Beside(leg, endpoint, signal), Floors.Latency);

    private static SignalMeasurement? Beside(LegMeasurement? leg, EndpointMeasurement? endpoint, Signal signal) =>
        endpoint?.Find(signal) is { } own ? own with { Baseline = own.Baseline ?? leg?.Find(signal)?.Baseline } : null;
}
