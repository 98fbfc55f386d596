using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>The mesh refuses destinations that it does not know, and it does not know this one: nearly every request fails in the caller's proxy.</summary>
internal sealed class BlackHoleRule : ConfiguredRule
{
    private const double NearlyAll = 0.9;

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration)
    {
        if (configuration.IsKnown || configuration.Of("unknown-hosts-blocked").FirstOrDefault() is not { } finding
            || Outbound(edge) is not { } hop || hop.FailedShare < NearlyAll || !hop.FailsMore || hop.Histogram(HopPart.UpstreamWait) is not null)
        {
            return null;
        }

        var setting = Setting.Of(finding);
        return new()
        {
            Cause = Cause.BlackHole,
            Confidence = 0.9,
            Strength = hop.FailedGrowth,
            Fails = true,
            Evidence = [ConfiguredClues.Logged(hop, "failed", hop.FailedShare * 100, "%", hop.UsualFailedShare * 100, setting, 100)],
            Because = $"the mesh does not know this destination, and the configuration refuses what it does not know ({setting.Where})",
            NextStep = setting.NextStep,
        };
    }
}
