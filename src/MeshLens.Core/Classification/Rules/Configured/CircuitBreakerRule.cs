using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>
/// A limit on connections or requests: beyond it requests are refused with flag UO, or wait for a connection while all that are allowed
/// are busy.
/// </summary>
internal sealed class CircuitBreakerRule : ConfiguredRule
{
    private const double Busy = 0.6;
    private const double LeastKept = 0.05;
    private const string Pool = "connectionPool";
    private const string Fix = "Raise the limits above the edge's own concurrency: requests per second times latency, per proxy, with room for bursts.";

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration)
    {
        var pool = configuration.Pool;
        var limit = Least(pool?.MaxConnections, pool?.MaxPending, pool?.MaxRequests, pool?.MaxRetries);
        return Outbound(edge) is not { } hop
            ? OutboundEndings(edge) is { } counted && limit is { } least && Refused(counted, configuration, least) is { } overflowed ? overflowed
                : pool?.MaxConnections is > 0 and var only ? Inferred(edge, configuration, only)
                : null
            : limit is { } any && Refused(hop, configuration, any) is { } refused ? refused
            : pool?.MaxConnections is > 0 and var connections ? Waiting(edge, hop, configuration, connections)
            : null;
    }

    private static long? Least(params long?[] limits) => limits.Min();

    private static Suspicion? Refused(HopView hop, EdgeConfiguration configuration, long limit)
    {
        if (Refusals.Logged(hop, ResponseFlag.UpstreamOverflow, null) is not { } strength)
        {
            return null;
        }

        var setting = SettingOf(configuration);
        return new()
        {
            Cause = Cause.CircuitBreaker,
            Confidence = 0.96,
            Strength = strength,
            Fails = true,
            Evidence =
            [
                ConfiguredClues.Flag(hop, ResponseFlag.UpstreamOverflow, setting, null),
                .. InFlight(hop) is var busy and > 0 ? [ConfiguredClues.Logged(hop, "in-flight.mean", busy, "1", null, setting, limit)] : Array.Empty<Evidence>(),
            ],
            Because = $"the configuration's limits refuse {Clues.Percent(hop.FlagShare(ResponseFlag.UpstreamOverflow))} of the requests ({setting.Where})",
            NextStep = setting.NextStep,
        };
    }

    private static Suspicion? Waiting(EdgeView edge, HopView hop, EdgeConfiguration configuration, long connections)
    {
        var told = hop.Histogram(HopPart.PoolWait) is not null;
        var wait = hop.Part(told ? HopPart.PoolWait : HopPart.BeforeUpstream);
        if (!wait.IsShifted || InFlight(hop) < Busy * connections || hop.RetriesMore || hop.FlagGrew(ResponseFlag.DelayInjected) || Elsewhere.IsNetworkIll(edge))
        {
            return null;
        }

        var setting = SettingOf(configuration);
        return Queueing(setting, connections) with
        {
            Confidence = told ? 0.94 : 0.85,
            Strength = wait.Strength,
            ExplainsNs = Numbers.GrowthNs(wait),
            Evidence =
            [
                ConfiguredClues.Part(hop, told ? HopPart.PoolWait : HopPart.BeforeUpstream, setting, null),
                ConfiguredClues.Logged(hop, "in-flight.mean", InFlight(hop), "1", null, setting, connections),
            ],
        };
    }

    // Without the log: requests wait in the caller's proxy while its connections are busy all the time.
    private static Suspicion? Inferred(EdgeView edge, EdgeConfiguration configuration, long connections)
    {
        var proxy = new CallersProxy(edge);
        var behind = edge.WireClient?.Find(Signal.Turn) ?? (edge.Callee is { Shared: false } callee ? callee.Find(Signal.Service) : null);
        var busy = (behind?.Histogram.SumNs ?? 0) / WindowNs;
        var setting = SettingOf(configuration);
        var refuses = configuration.Of("connection-pool-tiny").Any(static finding => finding.Flag == ResponseFlag.UpstreamOverflow);
        return busy < Busy * connections ? null
            : refuses && proxy.Kept is >= LeastKept and var kept ? Overflowing(setting, kept, busy, connections)
            : !proxy.AddsTime ? null
            : Queueing(setting, connections) with
            {
                Confidence = 0.7,
                Strength = Strength.Weak,
                ExplainsNs = proxy.ExcessNs,
                Evidence =
            [
                ConfiguredClues.Measured(Clues.Mean("client.turn", edge.Turn, VerdictClass.MeshConfig), setting, null),
                ConfiguredClues.Measured(Clues.Count("connections.busy", Math.Round(busy, 2), null, VerdictClass.MeshConfig), setting, connections),
            ],
            };
    }

    private static Suspicion Overflowing(Setting setting, double kept, double busy, long connections) => new()
    {
        Cause = Cause.CircuitBreaker,
        Confidence = 0.65,
        Strength = Strength.Weak,
        Fails = true,
        Evidence =
        [
            ConfiguredClues.Measured(Clues.Share("client.turns.kept", kept, 0, VerdictClass.MeshConfig), setting, null),
            ConfiguredClues.Measured(Clues.Count("connections.busy", Math.Round(busy, 2), null, VerdictClass.MeshConfig), setting, connections),
        ],
        Because = $"the caller's proxy answers {Clues.Percent(kept)} of the requests itself while all connections that the configuration allows are busy ({setting.Where})",
        NextStep = setting.NextStep,
    };

    private static double WindowNs => WindowGrid.Length.TotalNanoseconds;

    // By Little: what was under way behind the proxy, on average.
    private static double InFlight(HopView hop) =>
        (hop.PerRequestNs(HopPart.Send) + hop.PerRequestNs(HopPart.UpstreamWait) + hop.PerRequestNs(HopPart.Body)) * hop.Ended / WindowNs;

    private static Setting SettingOf(EdgeConfiguration configuration) =>
        configuration.Of("connection-pool-tiny", "retry-limit-low").FirstOrDefault() is { } finding ? Setting.Of(finding)
        : Setting.OfPolicy(configuration.Pool?.Resource ?? "", Pool, Fix);

    private static Suspicion Queueing(Setting setting, long connections) => new()
    {
        Cause = Cause.CircuitBreaker,
        Confidence = 0,
        Strength = Strength.Unknown,
        Evidence = [],
        Because = $"requests wait for one of {connections} connections, which is all that the configuration allows ({setting.Where})",
        NextStep = setting.NextStep,
        Without = "the wait for a connection",
    };
}
