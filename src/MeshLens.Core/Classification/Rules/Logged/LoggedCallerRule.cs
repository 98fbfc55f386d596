using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Logged;

/// <summary>
/// The caller gives its proxy a request in parts far apart, or takes the response slowly. Where the kernel timed the caller's
/// own turns, pauses and pickup tell it better.
/// </summary>
internal sealed class LoggedCallerRule : IRule
{
    public Suspicion? Judge(EdgeView edge) =>
        edge is not { Felt.Hop: { Reporter: AccessReporter.Client } client } ? null
        : Dominates(edge, client, HopPart.Receive)
            ? New(edge, client, HopPart.Receive, 0.85, $"the caller hands its requests over late: {Clues.Say(client.Part(HopPart.Receive).NowNs)} pass between the first byte and the last")
        : client.Part(HopPart.ResponseFilters).IsSteady && Dominates(edge, client, HopPart.After)
            ? New(edge, client, HopPart.After, 0.7, $"the caller takes its responses late: its proxy needs {Clues.Say(client.Part(HopPart.After).NowNs)} to hand the end of one over")
        : null;

    private static bool Dominates(EdgeView edge, HopView client, HopPart part) =>
        client.Part(part).IsShifted && GrowthNs(client, part) >= Math.Max(Floors.Latency, Floors.ExplainedShare * edge.Felt.ExcessNs);

    private static double GrowthNs(HopView client, HopPart part) =>
        Math.Max(0, client.PerRequestNs(part) - (client.UsualPerRequestNs(part) ?? 0));

    private static Suspicion New(EdgeView edge, HopView client, HopPart part, double confidence, string because) => new()
    {
        Cause = Cause.Caller,
        Confidence = confidence + (edge.CallerPressure.IsPressed ? 0.05 : 0),
        Strength = confidence >= 0.8 ? client.Part(part).Strength : Strength.Weak,
        ExplainsNs = GrowthNs(client, part),
        Evidence = [HopClues.Mean(client, part, VerdictClass.Application), .. PressureClues.Evidence(edge.CallerPressure)],
        Because = because + PressureClues.Say(edge.CallerPressure),
        Without = part == HopPart.Receive ? "the caller's pauses" : "the late reading",
    };
}
