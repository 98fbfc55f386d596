using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>A proxy refuses requests above a rate: flag RL, and what passes is the rate.</summary>
internal sealed class RateLimitRule : ConfiguredRule
{
    private const double Least = 0.5;
    private const string Fix = "Raise the limit above the peak rate of one proxy, or take it out.";

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration)
    {
        foreach (var filter in configuration.Filters.Where(static filter => filter.Kind is ConfiguredFilterKind.LocalRateLimit or ConfiguredFilterKind.GlobalRateLimit))
        {
            foreach (var hop in edge.Hops.All.Where(hop => hop.Reporter == AccessReporter.Server || !filter.IsInbound))
            {
                if (Judge(hop, filter, configuration) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static Suspicion? Judge(HopView hop, ConfiguredFilter filter, EdgeConfiguration configuration)
    {
        // Each of several proxies may let as many pass, so that more than one rate is no contradiction.
        var passed = hop.Ended * (1 - hop.FlagShare(ResponseFlag.RateLimited)) / WindowGrid.Length.TotalSeconds;
        if (Refusals.Logged(hop, ResponseFlag.RateLimited, null) is not { } strength || passed < Least * (filter.PerSecond ?? 0))
        {
            return null;
        }

        var rule = filter.Kind == ConfiguredFilterKind.LocalRateLimit ? "local-rate-limit" : "global-rate-limit";
        var setting = configuration.Of(rule).FirstOrDefault() is { } finding ? Setting.Of(finding) : Setting.Of(filter, Fix);
        return new()
        {
            Cause = Cause.RateLimit,
            Confidence = filter.PerSecond is null ? 0.9 : 0.95,
            Strength = strength,
            Fails = true,
            Evidence =
            [
                ConfiguredClues.Flag(hop, ResponseFlag.RateLimited, setting, null),
                ConfiguredClues.Logged(hop, "passed", passed, "1/s", null, setting, filter.PerSecond),
            ],
            Because = $"the configuration lets only so many requests pass: {Clues.Percent(hop.FlagShare(ResponseFlag.RateLimited))} are refused ({setting.Where})",
            NextStep = setting.NextStep,
        };
    }
}
