using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules;

/// <summary>The destination's host answers that it will not have the connection: the path works, the application does not.</summary>
/// <remarks>
/// Refused says outright that nothing listens. A handshake broken off by a reset says less: a listener that is closing, a
/// full accept queue that resets instead of dropping, or something on the way that rejects. It is believed less, and said apart.
/// Where a proxy takes connections for the destination, it is that proxy which is refused.
/// </remarks>
internal sealed class RefusedRule : IRule
{
    private const ulong MinFailures = 3;

    public Suspicion? Judge(EdgeView edge)
    {
        var failures = edge.Failures;
        return OfDestination(failures) ?? (edge.BehindProxy is { } inside && inside.Exceed(MinFailures, FailureReason.Refused) ? RefusedToProxy(inside) : null);
    }

    private static Suspicion? OfDestination(ConnectFailures failures)
    {
        if (!failures.Exceed(MinFailures, FailureReason.Refused, FailureReason.Reset)
            || failures.Refused + failures.Reset < failures.Silent + failures.Unreachable)
        {
            return null;
        }

        return failures.Refused >= failures.Reset ? Refused(failures) : Reset(failures);
    }

    private static Suspicion Refused(ConnectFailures failures) => new()
    {
        Cause = Cause.Refused,
        Confidence = 0.97,
        Strength = Strength.Strong,
        Fails = true,
        Evidence = [.. EvidenceOf(failures)],
        Because = $"the destination refuses connections: nothing listens there ({failures.Refused} refused)",
    };

    // Its proxy takes connections for it, so that callers see none refused.
    private static Suspicion RefusedToProxy(ConnectFailures inside) => Refused(inside) with
    {
        Because = $"the destination's own proxy is refused: nothing listens beside it ({inside.Refused} refused)",
    };

    private static Suspicion Reset(ConnectFailures failures) => new()
    {
        Cause = Cause.Refused,
        Confidence = 0.75,
        Strength = Strength.Weak,
        Fails = true,
        Evidence = [.. EvidenceOf(failures)],
        Because = $"connections are broken off before they stand: {failures.Reset} handshakes were answered with a reset",
    };

    private static IEnumerable<Evidence> EvidenceOf(ConnectFailures failures) =>
        Clues.Failures(failures, VerdictClass.Application, FailureReason.Refused, FailureReason.Reset);
}
