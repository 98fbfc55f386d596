using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>
/// A route leads to a destination that does not exist (flag NC, on the part of the requests that it takes), or no route takes a request at
/// all (flag NR, where no route takes what the others leave).
/// </summary>
internal sealed class NoRouteRule : ConfiguredRule
{
    private const string Fix = "Add a route that takes what no other does, or correct the match that should have.";

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration) =>
        OutboundEndings(edge) is { } hop ? Lost(hop, configuration) ?? Unmatched(hop, configuration) : null;

    private static Suspicion? Lost(HopView hop, EdgeConfiguration configuration)
    {
        if (configuration.Of("unknown-target").FirstOrDefault() is not { } finding
            || Refusals.Logged(hop, ResponseFlag.NoClusterFound, finding.Share) is not { } strength)
        {
            return null;
        }

        var setting = Setting.Of(finding);
        var lost = hop.FlagShare(ResponseFlag.NoClusterFound);
        return New(setting, $"the configuration sends {Clues.Percent(lost)} of the requests to a destination that does not exist ({setting.Where})") with
        {
            Confidence = 0.96,
            Strength = strength,
            Evidence = [ConfiguredClues.Flag(hop, ResponseFlag.NoClusterFound, setting, finding.Share)],
        };
    }

    private static Suspicion? Unmatched(HopView hop, EdgeConfiguration configuration)
    {
        if (configuration.Routes.Count == 0 || configuration.Routes.Exists(static route => route.TakesAll)
            || Refusals.Logged(hop, ResponseFlag.NoRouteFound, null) is not { } strength)
        {
            return null;
        }

        var last = configuration.Routes[^1];
        var setting = Setting.Of(last, "match", Fix);
        var unmatched = hop.FlagShare(ResponseFlag.NoRouteFound);
        return New(setting, $"no route of the configuration takes {Clues.Percent(unmatched)} of the requests ({setting.Where} is the last)") with
        {
            Confidence = 0.92,
            Strength = strength,
            Evidence = [ConfiguredClues.Flag(hop, ResponseFlag.NoRouteFound, setting, null)],
        };
    }

    private static Suspicion New(Setting setting, string because) => new()
    {
        Cause = Cause.NoRoute,
        Confidence = 0,
        Strength = Statistics.Strength.Unknown,
        Fails = true,
        Evidence = [],
        Because = because,
        NextStep = setting.NextStep,
    };
}
