using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>Routes lead to a subset, or a service, without endpoints: flag UH on the part of the requests that is sent there.</summary>
internal sealed class EmptySubsetRule : ConfiguredRule
{
    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration)
    {
        foreach (var finding in configuration.Of("subset-empty", "empty-target", "strict-locality-empty").Where(static finding => finding.Effect == ConfiguredEffect.Failure))
        {
            if (Judge(edge, finding, finding.Share ?? 1) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Suspicion? Judge(EdgeView edge, ConfiguredFinding finding, double share)
    {
        var setting = Setting.Of(finding);
        if (OutboundEndings(edge) is { } hop)
        {
            return Refusals.Logged(hop, ResponseFlag.NoHealthyUpstream, share) is not { } strength ? null : New(setting, hop.FlagShare(ResponseFlag.NoHealthyUpstream)) with
            {
                Confidence = 0.96,
                Strength = strength,
                Evidence = [ConfiguredClues.Flag(hop, ResponseFlag.NoHealthyUpstream, setting, share)],
            };
        }

        return Refusals.Inferred(edge, share) is not { } kept ? null : New(setting, kept) with
        {
            Confidence = 0.7,
            Strength = Strength.Weak,
            Evidence = [ConfiguredClues.Measured(Clues.Share("client.turns.kept", kept, 0, VerdictClass.MeshConfig), setting, share * 100)],
        };
    }

    private static Suspicion New(Setting setting, double lost) => new()
    {
        Cause = Cause.EmptySubset,
        Confidence = 0,
        Strength = Strength.Unknown,
        Fails = true,
        Evidence = [],
        Because = $"the configuration sends {Clues.Percent(lost)} of the requests where no endpoint is ({setting.Where})",
        NextStep = setting.NextStep,
    };
}
