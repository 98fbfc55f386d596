using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules;

/// <summary>
/// The destination reads requests late: they have arrived and wait in its socket, before any handler or span begins.
/// </summary>
internal sealed class QueueingRule : IRule
{
    public Suspicion? Judge(EdgeView edge) => !edge.Queueing.IsShifted ? null : new()
    {
        Cause = Cause.Queueing,
        Confidence = edge.CalleePressure.IsPressed ? 0.95 : 0.92,
        Strength = edge.Queueing.Strength,
        ExplainsNs = edge.Time.Queueing.GrowthNs,
        Evidence =
        [
            Clues.Mean("server.queueing", edge.Queueing, VerdictClass.Application),
            .. PressureClues.Evidence(edge.CalleePressure),
        ],
        Because = $"the destination reads requests late: they wait {Clues.Say(edge.Queueing.NowNs)} in its socket"
            + PressureClues.Say(edge.CalleePressure),
        Without = "the wait to be read",
    };
}
