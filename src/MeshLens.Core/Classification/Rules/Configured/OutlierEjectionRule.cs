using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>
/// Endpoints that failed are no longer used, and none is left: flag UH although the configuration lists healthy endpoints, and as many may
/// be out at once as there are. Or so few are healthy that all are used: their part of the requests fails.
/// </summary>
internal sealed class OutlierEjectionRule : ConfiguredRule
{
    private const string Fix = "Eject after five errors or more, at most a third of the endpoints, for 30 s to begin with.";

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration) =>
        OutboundEndings(edge) is not { } hop || Elsewhere.IsNetworkIll(edge) ? null : Ejected(hop, configuration) ?? Panicking(hop, configuration);

    private static Suspicion? Ejected(HopView hop, EdgeConfiguration configuration)
    {
        var healthy = configuration.Endpoints.Count(static endpoint => !endpoint.IsUnhealthy);
        if (configuration.Outlier is not { } outlier || healthy == 0 || !outlier.MayEjectAll(healthy)
            || configuration.Of("subset-empty", "empty-target", "strict-locality-empty").Any(static finding => finding.Effect == ConfiguredEffect.Failure)
            || Refusals.Logged(hop, ResponseFlag.NoHealthyUpstream, null) is not { } strength)
        {
            return null;
        }

        var setting = configuration.Of("outlier-ejects-easily").FirstOrDefault() is { } finding
            ? Setting.Of(finding)
            : Setting.OfPolicy(outlier.Resource, "outlierDetection", Fix);
        return new()
        {
            Cause = Cause.OutlierEjection,
            Confidence = setting.Finding.Length > 0 ? 0.93 : 0.88,
            Strength = strength,
            Fails = true,
            Evidence =
            [
                ConfiguredClues.Flag(hop, ResponseFlag.NoHealthyUpstream, setting, null),
                ConfiguredClues.Logged(hop, "endpoints.listed", healthy, "1", null, setting, Math.Max(1, Math.Floor(healthy * outlier.MaxPercent / 100))),
            ],
            Because = $"the configuration takes endpoints out after errors until none is left: {Clues.Percent(hop.FlagShare(ResponseFlag.NoHealthyUpstream))} of the requests find no endpoint, while {healthy} are listed ({setting.Where})",
            NextStep = setting.NextStep,
        };
    }

    private static Suspicion? Panicking(HopView hop, EdgeConfiguration configuration)
    {
        if (configuration.Of("panic-threshold").FirstOrDefault(static finding => finding.Share > 0) is not { Share: { } share } finding
            || Refusals.Logged(hop, ResponseFlag.UpstreamConnectionFailure, share) is not { } strength)
        {
            return null;
        }

        var setting = Setting.Of(finding);
        return new()
        {
            Cause = Cause.OutlierEjection,
            Confidence = 0.9,
            Strength = strength,
            Fails = true,
            Evidence = [ConfiguredClues.Flag(hop, ResponseFlag.UpstreamConnectionFailure, setting, share)],
            Because = $"so few endpoints are healthy that the configuration uses all: {Clues.Percent(hop.FlagShare(ResponseFlag.UpstreamConnectionFailure))} of the requests fail at the others ({setting.Where})",
            NextStep = setting.NextStep,
        };
    }
}
