using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules;

/// <summary>The destination's host answers that nothing listens: the path works, the application is not there.</summary>
internal sealed class RefusedRule : IRule
{
    private const ulong MinFailures = 3;

    public Suspicion? Judge(EdgeView edge)
    {
        var failures = edge.Failures;
        if (!failures.Exceed(MinFailures, FailureReason.Refused, FailureReason.Reset)
            || failures.Refused < failures.Silent + failures.Unreachable)
        {
            return null;
        }

        return new()
        {
            Cause = Cause.Refused,
            Confidence = 0.97,
            Strength = Strength.Strong,
            Fails = true,
            Evidence = [Clues.Count("tcp.connect.refused", failures.Refused, 0, VerdictClass.Application)],
            Because = $"the destination refuses connections: nothing listens there ({failures.Refused} refused)",
        };
    }
}
