using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>Attempts that failed are hidden by retries and show as latency: the attempts beyond the first, times what one takes, are the excess.</summary>
/// <remarks>
/// Retries are every mesh's default, and where the path or the destination's time is what makes attempts fail, that is the cause. With a
/// timeout for each attempt the prediction is a number; without one it is a bound: an attempt and the wait before the next.
/// </remarks>
internal sealed class RetriesRule : ConfiguredRule
{
    private const double FewExtra = 0.02;
    private const double LeastOfBound = 0.1;
    private const double Amplified = 0.05;
    private const string Fix = "Find out why first attempts fail, and retry in one hop only, twice at most; give each attempt a timeout above the service's own time.";

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration) =>
        Elsewhere.IsNetworkIll(edge) || Elsewhere.IsDestinationIll(edge) ? null
        : Most(configuration.Routes.Where(static route => route.Attempts > 1).Select(route =>
            Outbound(edge) is { } hop ? Logged(edge, hop, configuration, route) : Inferred(edge, configuration, route)));

    private static Suspicion? Logged(EdgeView edge, HopView hop, EdgeConfiguration configuration, ConfiguredRoute route)
    {
        var extra = hop.AttemptsPerRequest - 1;
        var before = hop.Part(HopPart.BeforeUpstream);
        var growth = Numbers.GrowthNs(before);
        if (!hop.RetriesMore || extra < FewExtra || extra > route.Attempts - 1 || growth < Floors.Latency || hop.FlagGrew(ResponseFlag.DelayInjected))
        {
            return null;
        }

        var wait = Math.Max(hop.Part(HopPart.UpstreamWait).NowNs, hop.Usual(HopPart.UpstreamWait)?.P90Ns ?? 0);
        var (predicted, isExact) = Predict(route, extra, wait);
        if (!IsPredicted(growth, predicted, isExact))
        {
            return null;
        }

        var setting = SettingOf(configuration, route);
        return New(setting, extra, isExact) with
        {
            Confidence = isExact ? 0.95 : 0.85,
            Strength = before.BaselineNs is null ? Strength.Weak : before.Strength,
            ExplainsNs = Math.Min(growth, predicted),
            Evidence =
            [
                ConfiguredClues.Logged(hop, "attempts", hop.AttemptsPerRequest, "1", null, setting, null),
                ConfiguredClues.Logged(hop, "retried", hop.RetriedShare * 100, "%", hop.UsualRetriedShare * 100, setting, null),
                ConfiguredClues.Part(hop, HopPart.BeforeUpstream, setting, predicted),
                .. Received(edge, hop, setting),
            ],
        };
    }

    // The destination gets more requests than were sent: the kernel's view of the same.
    private static Suspicion? Inferred(EdgeView edge, EdgeConfiguration configuration, ConfiguredRoute route)
    {
        var sent = edge.Caller?.Find(Signal.Turn);
        var served = edge.Callee is { Shared: false } callee ? callee.Find(Signal.Service) : null;
        if (!new CallersProxy(edge).IsSeen || sent is not { Histogram.Count: >= 20 } || served is not { } services || !edge.Turn.IsShifted)
        {
            return null;
        }

        var extra = ((double)services.Histogram.Count / sent.Value.Histogram.Count) - 1;
        var (predicted, isExact) = Predict(route, extra, edge.Service.NowNs);
        var setting = SettingOf(configuration, route);
        return extra < Amplified || extra > route.Attempts - 1 || !IsPredicted(edge.Turn.ExcessNs, predicted, isExact) ? null : New(setting, extra, isExact) with
        {
            Confidence = isExact ? 0.7 : 0.6,
            Strength = Strength.Weak,
            ExplainsNs = Math.Min(edge.Turn.ExcessNs, predicted),
            Evidence =
            [
                ConfiguredClues.Measured(Clues.Count("server.requests_per_turn", Math.Round(1 + extra, 3), 1, VerdictClass.MeshConfig), setting, null),
                ConfiguredClues.Measured(Clues.Mean("client.turn", edge.Turn, VerdictClass.MeshConfig), setting, Clues.Ms((edge.Turn.BaselineNs ?? 0) + predicted)),
            ],
        };
    }

    private static (double Ns, bool IsExact) Predict(ConfiguredRoute route, double extra, double attemptNs)
    {
        var backOff = (route.BackOffMs ?? 0) * Floors.Millisecond;
        return route.PerTryTimeoutMs is { } each
            ? (extra * ((each * Floors.Millisecond) + (backOff / 2)), true)
            : (extra * (attemptNs + backOff), false);
    }

    private static bool IsPredicted(double growth, double predicted, bool isExact) => Numbers.Agree(growth, predicted)
        || (!isExact && growth <= predicted && growth >= LeastOfBound * predicted);

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
