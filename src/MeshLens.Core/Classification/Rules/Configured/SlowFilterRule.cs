using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>A filter that asks another service, or runs a script, takes longer: the proxy's own time before the upstream, or after it answered, grew.</summary>
/// <remarks>
/// What a filter takes is not in the configuration, only the most it may take. So everything else that a proxy does in that time must be
/// ruled out: connecting, waiting for a connection, trying again, delaying on purpose.
/// </remarks>
internal sealed class SlowFilterRule : ConfiguredRule
{
    private const string InProxy = "HTTP filter ";
    private const double LeastOwn = 0.6;
    private const double Over = 1.1;

    private static readonly Dictionary<ConfiguredFilterKind, string> Rules = new()
    {
        [ConfiguredFilterKind.ExternalAuthorization] = "external-authorization",
        [ConfiguredFilterKind.ExternalProcessing] = "external-processing",
        [ConfiguredFilterKind.GlobalRateLimit] = "global-rate-limit",
        [ConfiguredFilterKind.Lua] = "script-filter",
    };

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration) =>
        edge.Handshakes.Change.IsShifted || edge.Handshakes.LateNow > 1 ? null
        : Most(Filters(configuration).Select(filter => Teller(edge, filter) is { } hop
            ? Logged(edge, hop, configuration, filter)
            : Inferred(edge, configuration, filter)));

    // Where nobody says which chain carries the destination, what is found in any chain of the caller's proxy may be on the way.
    private static IEnumerable<ConfiguredFilter> Filters(EdgeConfiguration configuration) => configuration.Filters.Count > 0
        ? configuration.Filters.Where(IsCostly)
        : configuration.Findings
            .Where(static finding => Rules.ContainsValue(finding.Rule) && finding.Field.StartsWith(InProxy, StringComparison.Ordinal))
            .Select(static finding => new ConfiguredFilter(finding.Field[InProxy.Length..], Rules.First(rule => rule.Value == finding.Rule).Key, IsInbound: false, finding.Milliseconds));

    private static bool IsCostly(ConfiguredFilter filter) => filter.Kind is not (ConfiguredFilterKind.LocalRateLimit or ConfiguredFilterKind.Buffer);

    private static HopView? Teller(EdgeView edge, ConfiguredFilter filter) => filter.IsInbound ? edge.Hops.Server : Outbound(edge);

    private static Suspicion? Logged(EdgeView edge, HopView hop, EdgeConfiguration configuration, ConfiguredFilter filter)
    {
        var (before, after) = (hop.Part(HopPart.BeforeUpstream), hop.Part(HopPart.ResponseFilters));
        if ((!before.IsShifted && !after.IsShifted) || hop.RetriesMore || hop.FlagGrew(ResponseFlag.DelayInjected))
        {
            return null;
        }

        var growth = Math.Max(0, before.ExcessNs) + Math.Max(0, after.ExcessNs);
        var own = growth - ConnectingNs(edge, hop);
        if (own < LeastOwn * growth || own < Floors.Latency || own > Over * Limit(filter))
        {
            return null;
        }

        var refused = hop.FlagGrew(ResponseFlag.UnauthorizedExternalService) || hop.FlagGrew(ResponseFlag.RateLimitServiceError);
        var setting = SettingOf(configuration, filter);
        return New(setting, filter, own) with
        {
            Confidence = refused ? 0.94 : filter.Asks is null ? 0.78 : 0.88,
            Strength = before.Strength > after.Strength ? before.Strength : after.Strength,
            ExplainsNs = own,
            Evidence =
            [
                .. before.IsShifted ? [ConfiguredClues.Part(hop, HopPart.BeforeUpstream, setting, null)] : Array.Empty<Evidence>(),
                .. after.IsShifted ? [ConfiguredClues.Part(hop, HopPart.ResponseFilters, setting, null)] : Array.Empty<Evidence>(),
                ConfiguredClues.Logged(hop, "filters.added", Clues.Ms(own), "ms", 0, setting, filter.TimeoutMs),
            ],
        };
    }

    // Without the log, and only where nothing else that is configured could add time in the caller's proxy.
    private static Suspicion? Inferred(EdgeView edge, EdgeConfiguration configuration, ConfiguredFilter filter)
    {
        var proxy = new CallersProxy(edge);
        var others = configuration.Of("fault-delay", "connection-pool-tiny", "connection-churn").Any() || configuration.Pool?.MaxConnections is not null;
        var connecting = NewConnections.Of(edge, null)?.AddedNs ?? 0;
        var setting = SettingOf(configuration, filter);
        return filter.IsInbound || others || !proxy.AddsTime || proxy.ExcessNs > Over * Limit(filter) || connecting > (1 - LeastOwn) * proxy.ExcessNs ? null
            : New(setting, filter, proxy.ExcessNs) with
            {
                Confidence = 0.6,
                Strength = Strength.Weak,
                ExplainsNs = proxy.ExcessNs,
                Evidence = [ConfiguredClues.Measured(Clues.Mean("client.turn", edge.Turn, VerdictClass.MeshConfig), setting, null)],
            };
    }

    private static double ConnectingNs(EdgeView edge, HopView hop)
    {
        var told = Growth(hop, HopPart.Connect) + Growth(hop, HopPart.Tls);
        return Math.Max(Math.Max(told, Growth(hop, HopPart.PoolWait)), hop.Reporter == AccessReporter.Server ? 0 : NewConnections.Of(edge, hop)?.AddedNs ?? 0);
    }

    private static double Growth(HopView hop, HopPart part) => Math.Max(0, hop.PerRequestNs(part) - (hop.UsualPerRequestNs(part) ?? 0));

    private static double Limit(ConfiguredFilter filter) => filter.TimeoutMs is > 0 and var ms ? ms * Floors.Millisecond : double.MaxValue;

    private static Setting SettingOf(EdgeConfiguration configuration, ConfiguredFilter filter)
    {
        var rule = Rules.GetValueOrDefault(filter.Kind, "script-filter");
        return configuration.Of(rule).FirstOrDefault(finding => finding.Field.EndsWith(filter.Name, StringComparison.Ordinal)) is { } finding
            ? Setting.Of(finding)
            : Setting.Of(filter, "Give the filter less to do, or a service nearby to ask, and a timeout of a few hundred milliseconds.");
    }

    private static Suspicion New(Setting setting, ConfiguredFilter filter, double added) => new()
    {
        Cause = Cause.SlowFilter,
        Confidence = 0,
        Strength = Strength.Unknown,
        Evidence = [],
        Because = $"a filter in the {(filter.IsInbound ? "destination's" : "caller's")} proxy adds {Clues.Say(added)} to a request ({setting.Where}{(filter.Asks is { } asked ? $", which asks {asked}" : "")})",
        NextStep = setting.NextStep,
        Without = "the slow filter",
    };
}
