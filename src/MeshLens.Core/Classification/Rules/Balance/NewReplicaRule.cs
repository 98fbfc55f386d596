using MeshLens.Core.Classification.Rules.Logged;
using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Balance;

/// <summary>Requests went over to replicas that were not used when the edge was well, and those are further away.</summary>
/// <remarks>
/// Nobody saw the way to them before, so that it got longer is no more than a guess: where somebody moved the requests, that is why. It
/// says of a longer path what is known of it, and blames nobody. A network that was ill before the requests moved stays blamed, and
/// replicas that the configuration has in the caller's own zone are not far by where they are.
/// </remarks>
internal sealed class NewReplicaRule : IRule
{
    private const double Few = 0.02;

    private static readonly IRule[] LongerPath = [new FarEndpointRule(), new RttRule(), new LoggedPathRule()];

    public Suspicion? Judge(EdgeView edge)
    {
        if (edge.Snapshot.Previous.Cause.Class == VerdictClass.Network || ShareOfNew(edge) is not { } share || share < Few || IsOldWayLonger(edge)
            || LongerPath.Select(rule => rule.Judge(edge)).OfType<Suspicion>().MaxBy(static longer => longer.ExplainsNs) is not { } longer)
        {
            return null;
        }

        return longer with
        {
            Cause = Cause.Undetermined,
            Confidence = 0.5,
            InferredNs = 0,
            Evidence =
            [
                Clues.Share("endpoints.new", share, 0, VerdictClass.Undetermined),
                .. longer.Evidence.Select(static evidence => evidence with { Supports = VerdictClass.Undetermined }),
            ],
            Because = $"{Clues.Percent(share)} of the requests go to replicas that were not used when the edge was well, and the way to them is longer: whoever moved the requests may have meant it",
            Refines = [Cause.NetworkRtt, Cause.NetworkBadEndpoint, Cause.NetworkBadZone],
            Without = null,
        };
    }

    private static double? ShareOfNew(EdgeView edge)
    {
        double all = 0, fresh = 0;
        foreach (var endpoint in edge.WireClient?.Endpoints ?? [])
        {
            var served = (endpoint.Find(Signal.Turn) ?? endpoint.Find(Signal.Handshake))?.Histogram.Count ?? 0;
            all += served;
            fresh += endpoint.IsNew && !IsNear(edge.Snapshot.Configuration, endpoint) ? served : 0;
        }

        return all > 0 ? fresh / all : null;
    }

    private static bool IsNear(EdgeConfiguration? configuration, EndpointMeasurement endpoint) =>
        configuration is { IsKnown: true, Zone.Length: > 0 } known && known.EndpointAt(endpoint.Endpoint) is { } listed && listed.Zone == known.Zone;

    // Those that were used alone have no baseline of their own: what is usual of the leg is theirs.
    private static bool IsOldWayLonger(EdgeView edge) => edge.WireClient is { } wire && wire.Endpoints.Exists(endpoint =>
        !endpoint.IsNew && (IsLonger(wire, endpoint, Signal.Handshake) ?? IsLonger(wire, endpoint, Signal.Turn)) == true);

    private static bool? IsLonger(LegMeasurement wire, EndpointMeasurement endpoint, Signal signal) => endpoint.Find(signal) is { } now
        && ChangeTest.Of(now.Histogram, now.Baseline ?? wire.Find(signal)?.Baseline, Floors.RoundTrip) is { Strength: not Strength.Unknown } change
            ? change.IsShifted
            : null;
}
