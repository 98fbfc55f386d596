using MeshLens.Core.Classification.View;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Says which replicas are bad, and how they differ from the others.</summary>
internal static class ReplicaClues
{
    /// <summary>So many are named; the rest is counted.</summary>
    public const int Most = 3;

    /// <summary>What a proxy logged to have waited for a replica.</summary>
    public const string UpstreamWait = "upstream-wait";

    /// <summary>Each bad replica's mean and share, and the mean of the others.</summary>
    /// <param name="outliers">The two groups.</param>
    /// <param name="part">What of a request: <c>server</c>, <c>path</c>, <c>turn</c>, <see cref="UpstreamWait"/>.</param>
    /// <param name="supports">Whose fault it is.</param>
    public static IEnumerable<Evidence> Evidence(Outliers outliers, string part, VerdictClass supports) =>
        Numbers(outliers, part, supports).Select(number => part == UpstreamWait ? number with { Source = Sources.AccessLog } : number);

    private static IEnumerable<Evidence> Numbers(Outliers outliers, string part, VerdictClass supports)
    {
        foreach (var replica in outliers.Bad.Take(Most))
        {
            var change = part switch { "server" => replica.Server, "path" => replica.Way, UpstreamWait => replica.Wait, _ => replica.Turn };
            yield return Clues.Mean($"endpoint[{replica.Endpoint}].{part}", change, supports);
            yield return Clues.Share($"endpoint[{replica.Endpoint}].share", replica.Share, replica.UsualShare, supports);
        }

        yield return Clues.Duration($"endpoints.others.{part}.mean", outliers.OthersNs, null, supports);
    }

    /// <summary>What was sent again to each replica that nearly all of it went to.</summary>
    /// <param name="lossy">Null when it was not so: then there is nothing to tell.</param>
    /// <param name="counter">Connection requests, or data.</param>
    public static IEnumerable<Evidence> Evidence(LossyReplicas? lossy, Counter counter) =>
        (lossy?.Bad ?? []).Take(Most).Select(replica => Clues.Count(
            $"endpoint[{replica.Endpoint}].{(counter == Counter.SynRetransmits ? "syn" : "data")}.retransmits", replica.Again(counter), null, VerdictClass.Network));

    /// <summary>", all of them to 10.0.0.1:8080"; nothing where it was not so.</summary>
    public static string SayWhere(LossyReplicas? lossy) =>
        lossy is null ? "" : $", {(lossy.Again == lossy.All ? "all of it" : Clues.Percent((double)lossy.Again / lossy.All))} on the way to {Names(lossy.Bad)}";

    /// <summary>Where to look; null where it is the way to all of them.</summary>
    public static string? NextStep(LossyReplicas? lossy) =>
        lossy is null ? null : $"Compare the way to {Names(lossy.Bad)} with that to another replica: its node, its link, its queues and what counts drops there.";

    /// <summary>"1 of 3 replicas is slow: 10.0.0.1:8080 takes 55 ms".</summary>
    public static string Say(Outliers outliers) =>
        $"{outliers.Bad.Count} of {outliers.Bad.Count + outliers.Good.Count} replicas {(outliers.Bad.Count == 1 ? "is" : "are")} slow: {Names(outliers.Bad)} takes {Clues.Say(outliers.NowNs)}";

    /// <summary>The end of that sentence: what it was, what the others take, how much goes there.</summary>
    public static string SayRest(Outliers outliers) =>
        $", {Clues.Say(outliers.UsualNs)} when well, the others {Clues.Say(outliers.OthersNs)}; {Clues.Percent(outliers.Share)} of the requests go there";

    public static string NextStep(Outliers outliers) =>
        $"Look at {Names(outliers.Bad)} alone: its node, its neighbours, its version, its state. Until it is mended take it out of the balancing; outlier detection does so for errors, not for slowness.";

    public static string Without(Outliers outliers) => outliers.Bad.Count == 1 ? "the slow replica" : "the slow replicas";

    /// <summary>"10.0.0.1:8080 (payments-7d9f-x2x9k on node-1, zone a)"; several are joined.</summary>
    public static string Names(IReadOnlyList<Replica> replicas)
    {
        var named = string.Join(", ", replicas.Take(Most).Select(Name));
        return replicas.Count > Most ? $"{named} and {replicas.Count - Most} more" : named;
    }

    private static string Name(Replica replica)
    {
        if (replica.Place is not { } place)
        {
            return replica.Endpoint;
        }

        string[] parts =
        [
            place.Pod,
            place.Node.Length > 0 ? $"on {place.Node}" : "",
            place.Zone.Length > 0 ? $"in zone {place.Zone}" : "",
        ];
        var told = string.Join(' ', parts.Where(part => part.Length > 0));
        return told.Length == 0 ? replica.Endpoint : $"{replica.Endpoint} ({told})";
    }
}
