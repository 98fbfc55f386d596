using MeshLens.Core.Classification.Rules.Logged;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Balance;

/// <summary>What proxies logged of the edge as a whole, said of the replicas that it is about.</summary>
/// <remarks>
/// The proxy before the destination tells which replica it waited for, and not whether that replica or its path took the time; the
/// rules of the whole tell that, and not which replica. Only together do they name one.
/// </remarks>
internal sealed class LoggedEndpointRule : IRule
{
    private const double MostRequests = 0.5;

    private readonly IRule[] _ofTime = [new LoggedServiceRule(), new LoggedPathRule()];
    private readonly IRule[] _ofFailures = [new InboundFailureRule(), new OutboundFailureRule()];

    public Suspicion? Judge(EdgeView edge) =>
        edge.Replicas.Count(replica => replica.Logged is not null) < 2 ? null : Failing(edge) ?? Slow(edge);

    private Suspicion? Slow(EdgeView edge)
    {
        if (Outliers.Among(edge.Replicas, replica => replica.Wait, Floors.Latency) is not { } outliers || Whole(edge, _ofTime) is not { } whole)
        {
            return null;
        }

        return CauseOf(edge, whole, outliers) is not { } cause ? null : whole with
        {
            Cause = cause,
            Refines = [whole.Cause],
            Evidence = [.. ReplicaClues.Evidence(outliers, ReplicaClues.UpstreamWait, cause.Class), .. whole.Evidence],
            Because = cause.Class == VerdictClass.Network
                ? $"{ReplicaClues.Say(outliers)} until an answer comes, though its own proxy is as quick as before{ReplicaClues.SayRest(outliers)}"
                : $"{ReplicaClues.Say(outliers)} until it answers{ReplicaClues.SayRest(outliers)}; {whole.Because}",
            NextStep = ReplicaClues.NextStep(outliers),
        };
    }

    private static Cause? CauseOf(EdgeView edge, Suspicion whole, Outliers outliers) =>
        whole.Cause == Cause.SlowHandler && outliers.AreFew ? Cause.BadEndpoint
        : !IsLonger(edge, whole, outliers) ? null
        : outliers.Zone is not null ? Cause.NetworkBadZone
        : outliers.AreFew ? Cause.NetworkBadEndpoint
        : null;

    // To the edge as a whole a longer path to few replicas looks like loss, which leaves most requests alone. To those replicas it does not.
    private static bool IsLonger(EdgeView edge, Suspicion whole, Outliers outliers) => whole.Cause == Cause.NetworkRtt
        || (whole.Cause == Cause.NetworkRetransmission && !edge.Stalls.Exceed && !edge.Retransmits && outliers.Bad.All(replica => replica.Wait.Breadth >= MostRequests));

    private Suspicion? Failing(EdgeView edge)
    {
        List<Replica> bad = [.. edge.Replicas.Where(replica => replica.LoggedFail)];
        if (bad.Count == 0 || bad.Count > edge.Replicas.Count(replica => replica.LoggedWell) || Whole(edge, _ofFailures) is not { } whole)
        {
            return null;
        }

        return whole with
        {
            Cause = whole.Cause.Class == VerdictClass.Network ? whole.Cause : Cause.BadEndpoint,
            Refines = whole.Cause.Class == VerdictClass.Network ? [] : [whole.Cause],
            Evidence = [.. bad.Take(ReplicaClues.Most).Select(replica => EvidenceOf(replica.Endpoint, replica.Logged!.Value, whole.Cause.Class)), .. whole.Evidence],
            Because = $"what is sent to {ReplicaClues.Names(bad)} fails and what is sent to the other replicas does not; {whole.Because}",
            NextStep = $"Look at {ReplicaClues.Names(bad)} alone; until it is mended take it out of the balancing, or let outlier detection do so.",
        };
    }

    private static Suspicion? Whole(EdgeView edge, IRule[] rules) =>
        rules.Select(rule => rule.Judge(edge)).OfType<Suspicion>().MaxBy(suspicion => suspicion.ExplainsNs);

    private static Evidence EvidenceOf(string endpoint, HopEndpoint logged, VerdictClass supports) =>
        Clues.Share($"endpoint[{endpoint}].failed", (double)logged.Failed / logged.Ended, null, supports) with { Source = Sources.AccessLog };
}
