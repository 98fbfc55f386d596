using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Logged;

/// <summary>The destination's own proxy waits longer for the application beside it.</summary>
/// <remarks>
/// Between the two is no network. Where the kernel timed the application itself, that is better and this rule is silent. Where
/// the destination has no proxy, the caller's waits for both, the way and the application: connects and stalls as ever clear
/// the way. That is an inference, and where nobody sees that the destination has no proxy, not even that.
/// </remarks>
internal sealed class LoggedServiceRule : IRule
{
    private const ulong HandshakesToClear = 10;
    private const int WindowsToInfer = 12;

    public Suspicion? Judge(EdgeView edge) => KernelDecides(edge) ? null
        : edge.Hops.Server is { } server && server.Part(HopPart.UpstreamWait).IsShifted ? Measured(edge, server)
        : edge.HopTime.Chain is [.., var last] && IsOnlyLeft(edge, last) ? ByElimination(edge, last)
        : null;

    private static bool KernelDecides(EdgeView edge) =>
        edge.Service.IsShifted
        || (edge.Service.IsSteady && edge.Callee is { Shared: false, Leg: Leg.ProxyToApp or Leg.Direct })
        || (edge.Felt.Hop is null && edge.Turn.IsSteady);

    private static Suspicion Measured(EdgeView edge, HopView server)
    {
        var wait = server.Part(HopPart.UpstreamWait);
        var throttled = edge.CalleePressure.IsThrottled;
        return new()
        {
            Cause = throttled ? Cause.CpuThrottled : Cause.SlowHandler,
            Confidence = 0.92,
            Strength = wait.Strength,
            ExplainsNs = Math.Max(0, server.PerRequestNs(HopPart.UpstreamWait) - (server.UsualPerRequestNs(HopPart.UpstreamWait) ?? 0)),
            Evidence = [HopClues.Mean(server, HopPart.UpstreamWait, VerdictClass.Application), .. PressureClues.Evidence(edge.CalleePressure)],
            Because = $"the destination takes {Clues.Say(wait.NowNs)} to answer its own proxy, {Clues.Say(wait.BaselineNs ?? 0)} when well{PressureClues.Say(edge.CalleePressure)}",
            Without = throttled ? "the CPU quota's stops" : "the slower handler",
        };
    }

    private static bool IsOnlyLeft(EdgeView edge, HopView last) =>
        last.Reporter != AccessReporter.Server
        && last.Part(HopPart.UpstreamWait).IsStrong
        && last.QuietWindows >= WindowsToInfer
        && edge.Callee is { Leg: Leg.Direct }
        && edge.WireClient is not null
        && edge.Handshakes.Change.IsSteady
        && edge.Handshakes.Prompt.Count >= HandshakesToClear
        && !edge.Stalls.Exceed
        && !edge.Path.IsShifted;

    private static Suspicion ByElimination(EdgeView edge, HopView last)
    {
        var wait = last.Part(HopPart.UpstreamWait);
        return new()
        {
            Cause = Cause.SlowHandler,
            Confidence = 0.62,
            Strength = Strength.Weak,
            ExplainsNs = Math.Max(0, wait.ExcessNs),
            InferredNs = Math.Max(0, wait.ExcessNs),
            Evidence = [HopClues.Mean(last, HopPart.UpstreamWait, VerdictClass.Application), Clues.Mean("tcp.handshake", edge.Handshakes.Change, VerdictClass.Application)],
            Because = $"{HopClues.Say(last.Reporter)} waits {Clues.Say(wait.NowNs)} for answers while the path is as quick as before: the destination, or something behind it, is slow",
            Without = "the slower answers",
        };
    }
}
