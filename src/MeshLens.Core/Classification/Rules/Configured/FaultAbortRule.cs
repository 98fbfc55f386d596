using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>
/// Somebody answers requests with an error on purpose: flag FI on as many as the fault names. Without the proxy's log they are those that
/// never leave the caller's proxy.
/// </summary>
internal sealed class FaultAbortRule : ConfiguredRule
{
    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration)
    {
        foreach (var finding in configuration.Of("fault-abort"))
        {
            if (finding.Share is > 0 and var share && (OutboundEndings(edge) is { } hop ? Logged(hop, finding, share) : Inferred(edge, finding, share)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Suspicion? Logged(HopView hop, ConfiguredFinding finding, double share) =>
        Refusals.Logged(hop, ResponseFlag.FaultInjected, share) is not { } strength ? null : New(finding, hop.FlagShare(ResponseFlag.FaultInjected)) with
        {
            Confidence = 0.97,
            Strength = strength,
            Evidence = [ConfiguredClues.Flag(hop, ResponseFlag.FaultInjected, Setting.Of(finding), share)],
        };

    private static Suspicion? Inferred(EdgeView edge, ConfiguredFinding finding, double share) =>
        finding.Severity < ConfiguredSeverity.Error || Refusals.Inferred(edge, share) is not { } kept ? null : New(finding, kept) with
        {
            Confidence = 0.65,
            Strength = Strength.Weak,
            Evidence = [ConfiguredClues.Measured(Clues.Share("client.turns.kept", kept, 0, VerdictClass.MeshConfig), Setting.Of(finding), share * 100)],
        };

    private static Suspicion New(ConfiguredFinding finding, double aborted) => new()
    {
        Cause = Cause.FaultAbort,
        Confidence = 0,
        Strength = Strength.Unknown,
        Fails = true,
        Evidence = [],
        Because = $"the configuration answers {Clues.Percent(aborted)} of the requests with an error on purpose ({Setting.Of(finding).Where})",
        NextStep = Setting.Of(finding).NextStep,
    };
}
