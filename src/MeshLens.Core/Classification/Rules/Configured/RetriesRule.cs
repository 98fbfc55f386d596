using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>Attempts that failed are hidden by retries and show as latency: the attempts beyond the first, times what one takes, are the excess.</summary>
/// <remarks>
/// Retries are every mesh's default, and where the path or the destination's time is what makes attempts fail, that is the cause. With a
/// timeout for each attempt the prediction is a number; without one it is a bound: an attempt and the wait before the next. An attempt
/// that was ended takes its connection along, so that the next one may connect first. Where requests fail nevertheless nothing is hidden,
/// and only attempts that their own timeout ends are the configuration's.
/// </remarks>
internal sealed class RetriesRule : ConfiguredRule
{
    private const double FewExtra = 0.02;
    private const double LeastOfBound = 0.1;
    private const double MostBackOffs = 10;
    private const string Fix = "Find out why first attempts fail, and retry in one hop only, twice at most; give each attempt a timeout above the service's own time.";

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration) =>
        Elsewhere.IsNetworkIll(edge) || Elsewhere.IsDestinationIll(edge) ? null
        : Outbound(edge) is { } hop ? Most(configuration.Routes.Where(static route => route.Attempts > 1).Select(route => Judge(edge, hop, configuration, route)))
        : null;

    private static Suspicion? Judge(EdgeView edge, HopView hop, EdgeConfiguration configuration, ConfiguredRoute route)
    {
        var extra = hop.AttemptsPerRequest - 1;
        var before = hop.Part(HopPart.BeforeUpstream);
        var growth = Numbers.GrowthNs(before);
        if (!hop.RetriesMore || (route.PerTryTimeoutMs is null && hop.FailsMore) || extra < FewExtra || extra > route.Attempts - 1 || growth < Floors.Latency || hop.FlagGrew(ResponseFlag.DelayInjected))
        {
            return null;
        }

        var wait = Math.Max(hop.Part(HopPart.UpstreamWait).NowNs, hop.Usual(HopPart.UpstreamWait)?.P90Ns ?? 0);
        var (least, expected, most) = Predict(route, extra, hop.RetriedShare, wait, edge.Handshakes.All.MeanNs);
        if (!IsWithin(growth, least, most))
        {
            return null;
        }

        var isExact = route.PerTryTimeoutMs is not null;
        var setting = SettingOf(configuration, route);
        return New(setting, extra, isExact) with
        {
            Confidence = isExact ? 0.95 : 0.85,
            Strength = before.BaselineNs is null ? Strength.Weak : before.Strength,
            ExplainsNs = Math.Min(growth, most),
            Evidence =
            [
                ConfiguredClues.Logged(hop, "attempts", hop.AttemptsPerRequest, "1", null, setting, null),
                ConfiguredClues.Logged(hop, "retried", hop.RetriedShare * 100, "%", hop.UsualRetriedShare * 100, setting, null),
                ConfiguredClues.Part(hop, HopPart.BeforeUpstream, setting, expected),
                .. Received(edge, hop, setting),
            ],
        };
    }

    // A retry waits for a random part of a time that doubles, so that the last attempts of few requests wait longest.
    private static (double LeastNs, double ExpectedNs, double MostNs) Predict(ConfiguredRoute route, double extra, double retried, double attemptNs, double connectNs)
    {
        var backOff = (route.BackOffMs ?? 0) * Floors.Millisecond;
        var waits = Enumerable.Range(1, route.Attempts - 1).Sum(number => Math.Pow(retried, number) * backOff * Math.Min(MostBackOffs, Math.Pow(2, number) - 1));
        var (least, attempts) = route.PerTryTimeoutMs is { } each
            ? (extra * each * Floors.Millisecond, extra * ((each * Floors.Millisecond) + connectNs))
            : (LeastOfBound * extra * attemptNs, extra * (attemptNs + connectNs));
        return (least, attempts + (waits / 2), attempts + waits);
    }

    private static bool IsWithin(double growth, double least, double most) =>
        (growth >= least && growth <= most) || Numbers.Agree(growth, least) || Numbers.Agree(growth, most);

    private static Setting SettingOf(EdgeConfiguration configuration, ConfiguredRoute route) =>
        configuration.Of("per-try-timeout-short", "retry-back-off-long", "retry-amplification").FirstOrDefault(finding => finding.Resource == route.Resource) is { } finding
            ? Setting.Of(finding)
            : Setting.Of(route, "retries", Fix);

    private static IEnumerable<Evidence> Received(EdgeView edge, HopView hop, Setting setting)
    {
        if (edge.Hops.Server is { } server)
        {
            yield return ConfiguredClues.Logged(server, "requests", server.Ended, "1", server.UsuallyEnded > 0 ? server.UsuallyEnded : null, setting, hop.Ended * hop.AttemptsPerRequest);
        }
    }

    private static Suspicion New(Setting setting, double extra, bool isExact) => new()
    {
        Cause = Cause.Retries,
        Confidence = 0,
        Strength = Strength.Unknown,
        Evidence = [],
        Because = $"the configuration hides failures behind retries: {Clues.Percent(extra)} more attempts than requests{(isExact ? ", each ended by its own timeout" : "")} ({setting.Where})",
        NextStep = setting.NextStep,
        Without = "the failed attempts",
    };
}
