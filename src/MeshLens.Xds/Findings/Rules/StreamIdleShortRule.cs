using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Requests that are silent for a short time are ended.</summary>
internal sealed class StreamIdleShortRule : IRule
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(30);

    public RuleInfo Info { get; } = new(
        "stream-idle-short",
        [16],
        Severity.Warning,
        "Silent requests are ended",
        "A listener or a route ends requests that are silent for less than 30 s.",
        "Envoy's own five minutes; routes whose whole timeout is shorter still, where the timeout is what ends them.",
        "Long polls, slow answers and idle streams end at exactly that silence, with 408, 504 or a reset and flag SI.",
        "EnvoyFilter (stream_idle_timeout), VirtualService route idle timeout",
        "Set it above the longest silence of a healthy request, or keep streams alive by pings.");

    public IEnumerable<Observation> Judge(ConfigurationModel model) =>
        (from listener in model.Listeners
         from chain in listener.Chains
         where chain.Http?.StreamIdleTimeout < Short
         select Seen(FilterRule.PlaceOf(listener, model), null, "stream_idle_timeout", chain.Http!.StreamIdleTimeout!.Value))
        .Concat(
            from route in model.Routes
            where RouteRule.IsOutbound(route) && route.IdleTimeout < Short && !(route.Timeout <= route.IdleTimeout)
            select Seen(RouteRule.PlaceOf(route), route.Source, "route idle_timeout", route.IdleTimeout!.Value));

    private static Observation Seen(Place place, IstioResource? source, string field, TimeSpan limit) => new(
        place,
        source,
        field,
        $"A request that is silent for {Words.Of(limit)} is ended.",
        new(PredictedEffect.Ceiling, $"Streams end after {Words.Of(limit)} of silence with flag SI.", limit.TotalMilliseconds, Flag: "SI"));
}
