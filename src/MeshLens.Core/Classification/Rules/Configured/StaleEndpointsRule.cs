using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>The configuration still lists endpoints that are gone: connects fail there.</summary>
/// <remarks>
/// An endpoint that refuses or is silent may be an application that is down, or a way that is. It is the list that is wrong when nobody has
/// the address any more, or when the list itself is old because nobody serves it and the other endpoints take connections.
/// </remarks>
internal sealed class StaleEndpointsRule : ConfiguredRule
{
    private const ulong MinFailures = 3;

    private static readonly FailureReason[] Reasons =
        [FailureReason.Refused, FailureReason.TimedOut, FailureReason.HostUnreachable, FailureReason.NoRoute, FailureReason.Abandoned];

    private const string Fix = "See why the control plane still lists these addresses (its log, syncz, the endpoint slices), and let outlier detection take dead endpoints out.";

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration)
    {
        var listed = configuration.Endpoints.Count(static endpoint => !endpoint.IsUnhealthy);
        return !configuration.AreEndpointsServed || listed == 0 ? null
            : Measured(edge, configuration, listed) ?? (Outbound(edge) is { } hop ? Logged(edge, hop, configuration, listed) : null);
    }

    private static Suspicion? Measured(EdgeView edge, EdgeConfiguration configuration, int listed)
    {
        var failing = Failing(edge).Where(each => configuration.EndpointAt(each.Address) is { IsUnhealthy: false }).ToList();
        var gone = failing.Count(each => configuration.EndpointAt(each.Address)!.Value.IsGone);
        var isOld = configuration.Stale && failing.TrueForAll(static each => each.Refuses) && Works(edge, failing);
        if (!edge.Failures.Exceed(MinFailures, Reasons) || failing.Count == 0 || (gone < failing.Count && !isOld))
        {
            return null;
        }

        var setting = SettingOf(failing.Select(static each => each.Address));
        var failed = (double)edge.Failures.Lasting / Math.Max(1, edge.Failures.Lasting + edge.Handshakes.All.Count);
        return New(setting, failing.Count, listed) with
        {
            Confidence = gone > 0 ? 0.95 : 0.85,
            ExplainsNs = Outbound(edge) is { } hop ? Numbers.GrowthNs(hop.Part(HopPart.BeforeUpstream)) : 0,
            Evidence =
            [
                ConfiguredClues.Measured(Clues.Share("tcp.connects.failed", failed, 0, VerdictClass.MeshConfig), setting, 100.0 * failing.Count / listed),
                .. Clues.Failures(edge.Failures, VerdictClass.MeshConfig, Reasons),
                .. Outbound(edge) is { } caller ? [ConfiguredClues.Flag(caller, ResponseFlag.UpstreamConnectionFailure, setting, null)] : Array.Empty<Evidence>(),
            ],
        };
    }

    // Where nobody saw the connects, flag UF must be on no more requests than are sent to addresses that nobody has.
    private static Suspicion? Logged(EdgeView edge, HopView hop, EdgeConfiguration configuration, int listed)
    {
        var gone = configuration.Endpoints.Where(static endpoint => endpoint is { IsGone: true, IsUnhealthy: false }).ToList();
        if (gone.Count == 0 || edge.WireClient is not null || Refusals.Logged(hop, ResponseFlag.UpstreamConnectionFailure, (double)gone.Count / listed) is not { } strength)
        {
            return null;
        }

        var setting = SettingOf(gone.Select(static endpoint => endpoint.Address));
        return New(setting, gone.Count, listed) with
        {
            Confidence = 0.85,
            Strength = strength,
            Evidence = [ConfiguredClues.Flag(hop, ResponseFlag.UpstreamConnectionFailure, setting, (double)gone.Count / listed)],
        };
    }

    private static List<(string Address, bool Refuses)> Failing(EdgeView edge)
    {
        var ofEndpoints = (edge.WireClient?.Endpoints ?? [])
            .Where(static endpoint => Array.Exists(Reasons, reason => endpoint.Count(CounterOf(reason)) > 0))
            .Select(static endpoint => (Address: endpoint.Endpoint, Refuses: endpoint.Count(CounterOf(FailureReason.Refused)) > 0));
        var ofExemplars = edge.Snapshot.Exemplars
            .Where(static exemplar => Reasons.Contains(exemplar.Failure))
            .Select(static exemplar => (Address: exemplar.Remote, Refuses: exemplar.Failure == FailureReason.Refused));
        return [.. ofEndpoints.Concat(ofExemplars).GroupBy(static each => each.Address).Select(static each => (each.Key, each.Any(static one => one.Refuses)))];
    }

    private static Counter CounterOf(FailureReason reason) => (Counter)((byte)Counter.FailuresBase + (byte)reason);

    private static bool Works(EdgeView edge, List<(string Address, bool Refuses)> failing) =>
        edge.WireClient!.Endpoints.Exists(endpoint => !failing.Exists(each => each.Address == endpoint.Endpoint)
            && ((endpoint.Find(Signal.Turn) ?? endpoint.Find(Signal.Handshake))?.Histogram.Count ?? endpoint.Count(Counter.Established)) > 0);

    private static Setting SettingOf(IEnumerable<string> addresses) =>
        new("", "", $"endpoints {string.Join(", ", addresses.Order(StringComparer.Ordinal).Take(4))}", Fix);

    private static Suspicion New(Setting setting, int dead, int listed) => new()
    {
        Cause = Cause.StaleEndpoints,
        Confidence = 0,
        Strength = Strength.Strong,
        Fails = true,
        Evidence = [],
        Because = $"the configuration still lists {dead} of {listed} endpoints at which nobody listens ({setting.Where})",
        NextStep = setting.NextStep,
    };
}
