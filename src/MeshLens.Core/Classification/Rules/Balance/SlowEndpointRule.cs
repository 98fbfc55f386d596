using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Balance;

/// <summary>A replica, or a few, take longer to answer than when they were well, and the others do not.</summary>
/// <remarks>
/// It says <see cref="SlowHandlerRule"/> and <see cref="QueueingRule"/> more exactly, and nothing else: where all replicas got
/// slower, or most, it is the application and no single replica. When nobody sees the destination's end of a direct connection,
/// a replica whose handshakes are as quick as ever is left over, as there.
/// </remarks>
internal sealed class SlowEndpointRule : IRule
{
    private const ulong HandshakesToClear = 10;
    private const int WindowsToInfer = 12;

    public Suspicion? Judge(EdgeView edge) => edge.Replicas.Count < 2 ? null
        : edge.ServerTimed ? Measured(edge)
        : edge.Caller?.Leg == Leg.Direct && edge.QuietWindows >= WindowsToInfer ? ByElimination(edge)
        : null;

    private static Suspicion? Measured(EdgeView edge)
    {
        var outliers = Outliers.Among(edge.Replicas, replica => replica.Server, Floors.Latency);
        var explains = Math.Min((outliers?.TotalNs ?? 0) * edge.Time.PerRequest, edge.Time.Service.GrowthNs + edge.Time.Queueing.GrowthNs);
        return outliers is not { AreFew: true } || explains < Floors.Latency ? null : new()
        {
            Cause = Cause.BadEndpoint,
            Confidence = edge.Time.BothEnds ? 0.95 : 0.9,
            Strength = outliers.Strength,
            ExplainsNs = explains,
            Evidence = [.. ReplicaClues.Evidence(outliers, "server", VerdictClass.Application)],
            Because = $"{ReplicaClues.Say(outliers)} to answer a request{ReplicaClues.SayRest(outliers)}",
            NextStep = ReplicaClues.NextStep(outliers),
            Without = ReplicaClues.Without(outliers),
            Refines = [Cause.SlowHandler, Cause.Queueing],
        };
    }

    private static Suspicion? ByElimination(EdgeView edge)
    {
        var outliers = Outliers.Among(edge.Replicas, replica => replica.Turn, Floors.Latency);
        var explains = Math.Min((outliers?.TotalNs ?? 0) * edge.Time.PerRequest, edge.Time.Turn.GrowthNs - edge.Time.Pause.GrowthNs);
        return outliers is not { AreFew: true, Strength: Strength.Strong } || explains < Floors.Latency || !PathsAreSteady(outliers) ? null : new()
        {
            Cause = Cause.BadEndpoint,
            Confidence = 0.65,
            Strength = Strength.Weak,
            ExplainsNs = explains,
            InferredNs = explains,
            Evidence = [.. ReplicaClues.Evidence(outliers, "turn", VerdictClass.Application)],
            Because = $"{ReplicaClues.Say(outliers)} until it answers, while its path is as quick as before{ReplicaClues.SayRest(outliers)}",
            NextStep = ReplicaClues.NextStep(outliers),
            Without = ReplicaClues.Without(outliers),
            Refines = [Cause.SlowHandler],
        };
    }

    private static bool PathsAreSteady(Outliers outliers) =>
        outliers.Bad.All(replica => replica.Handshake.IsSteady && replica.Handshake.Samples >= HandshakesToClear);
}
