using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Logged;

/// <summary>The destination's own proxy is refused, cut off or answered with errors by the application beside it.</summary>
/// <remarks>
/// The same flags mean something else at the caller's proxy: there the peer, the way or a pool may be why. A flag decides, not the
/// status; errors without one were answered by the application itself.
/// </remarks>
internal sealed class InboundFailureRule : IRule
{
    private static readonly ResponseFlag[] NotListening = [ResponseFlag.UpstreamConnectionFailure, ResponseFlag.ConnectFailed];
    private static readonly ResponseFlag[] BreaksOff = [ResponseFlag.UpstreamConnectionTermination, ResponseFlag.UpstreamRemoteReset];

    public Suspicion? Judge(EdgeView edge) => edge.EndingsAtServer is not { } server ? FromAfar(edge)
        : Grew(server, NotListening) ? New(server, Cause.Refused, 0.94, NotListening, "nothing takes connections at the destination: its own proxy cannot connect to it")
        : Grew(server, BreaksOff) ? New(server, Cause.BrokenOff, 0.92, BreaksOff, "the destination breaks off its requests: its own proxy waits for an answer and the connection ends")
        : AnswersErrors(server) ? Errors(server, 0.9, Strength.Strong)
        : null;

    private static bool Grew(HopView hop, ResponseFlag[] flags) => flags.Any(hop.FlagGrew);

    private static bool AnswersErrors(HopView hop) => hop.FailsMore && hop.AnsweredWithError * 2 >= hop.Failed;

    // Without a proxy at the destination what the caller's is answered comes from the application; with one that is not heard it may
    // come from that.
    private static Suspicion? FromAfar(EdgeView edge) =>
        (edge.Hops.Farthest ?? edge.Counted.Farthest) is { } last && AnswersErrors(last) && edge.Callee is { Leg: Edges.Leg.Direct }
            ? Errors(last, 0.75, Strength.Weak)
            : null;

    private static Suspicion New(HopView server, Cause cause, double confidence, ResponseFlag[] flags, string because) => new()
    {
        Cause = cause,
        Confidence = confidence,
        Strength = flags.Max(server.FlagGrowth),
        Fails = true,
        Evidence =
        [
            .. flags.Where(server.FlagGrew).Select(flag => HopClues.Flag(server, flag, VerdictClass.Application)),
            HopClues.Failed(server, VerdictClass.Application),
        ],
        Because = $"{because} ({HopClues.SayFlags(server)} of {server.Ended})",
    };

    private static Suspicion Errors(HopView hop, double confidence, Strength most) => new()
    {
        Cause = Cause.Errors,
        Confidence = confidence,
        Strength = hop.FailedGrowth < most ? hop.FailedGrowth : most,
        Fails = true,
        Evidence = [HopClues.Failed(hop, VerdictClass.Application)],
        Because = $"the destination answers with errors: {Clues.Percent(hop.FailedShare)} of {hop.Ended} requests, and no proxy says that it made them",
    };
}
