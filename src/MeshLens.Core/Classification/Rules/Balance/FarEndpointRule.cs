using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Balance;

/// <summary>The path to a replica, or to all replicas of one zone, got longer, and the paths to the others did not.</summary>
/// <remarks>It says <see cref="RttRule"/> more exactly. What a replica itself takes is no path: turns count without server time.</remarks>
internal sealed class FarEndpointRule : IRule
{
    public Suspicion? Judge(EdgeView edge)
    {
        if (edge.Replicas.Count < 2 || edge.AcceptWait.IsShifted
            || Outliers.Among(edge.Replicas, replica => replica.Way, Floors.RoundTrip) is not { } outliers
            || !(outliers.AreFew || outliers.Zone is not null))
        {
            return null;
        }

        var inferred = InferredNs(edge, outliers);
        var explains = edge.Time.Handshake.GrowthNs + edge.Time.Path.GrowthNs + inferred;
        return explains < Floors.RoundTrip && edge.Time.ClientSeen ? null : new()
        {
            Cause = outliers.Zone is null ? Cause.NetworkBadEndpoint : Cause.NetworkBadZone,
            Confidence = edge.Time.BothEnds ? 0.95 : 0.87,
            Strength = outliers.Strength,
            ExplainsNs = explains,
            InferredNs = inferred,
            Evidence = [.. ReplicaClues.Evidence(outliers, "path", VerdictClass.Network)],
            Because = $"the path to {Who(outliers)} got longer: a round trip takes {Clues.Say(outliers.NowNs)}, {Clues.Say(outliers.UsualNs)} when well and {Clues.Say(outliers.OthersNs)} to the others",
            NextStep = NextStep(outliers),
            Without = outliers.Zone is null ? "the longer path to that replica" : "the longer path to that zone",
            Refines = [Cause.NetworkRtt],
        };
    }

    // As for the edge as a whole: where nobody splits a turn, what handshakes say of it.
    private static double InferredNs(EdgeView edge, Outliers outliers)
    {
        var replicas = outliers.Bad.Sum(replica => Math.Min(Math.Max(0, replica.Turn.ExcessNs), replica.Way.ExcessNs) * replica.Turn.Samples);
        return edge.Time.BothEnds ? 0 : Math.Max(0, Math.Min(edge.Turn.ExcessNs - edge.Time.Pause.GrowthNs, replicas * edge.Time.PerRequest));
    }

    private static string Who(Outliers outliers) => outliers.Zone is { } zone
        ? $"zone {zone} ({outliers.Bad.Count} of {outliers.Bad.Count + outliers.Good.Count} replicas)"
        : ReplicaClues.Names(outliers.Bad);

    private static string NextStep(Outliers outliers) => outliers.Zone is { } zone
        ? $"Look at the links to zone {zone}; let callers prefer their own zone, or move traffic out of it meanwhile."
        : $"Compare the route to {ReplicaClues.Names(outliers.Bad)} with that to another replica: its node, its link, a tunnel.";
}
