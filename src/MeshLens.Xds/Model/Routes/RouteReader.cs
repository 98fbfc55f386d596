using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Http.Ratelimit.V3;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;

namespace MeshLens.Xds.Model.Routes;

/// <summary>Turns the routes of one virtual host into models.</summary>
internal static class RouteReader
{
    /// <param name="configuration">The name of the route configuration.</param>
    /// <param name="host">Its virtual host.</param>
    public static IReadOnlyList<RouteModel> Read(string configuration, VirtualHost host)
    {
        List<RouteModel> routes = [];
        var entries = new EntryCounter();
        foreach (var route in host.Routes)
        {
            var source = IstioResource.Of(route.Metadata);
            routes.Add(Create(configuration, host, routes.Count, route, source, entries.Next(route, source)));
        }

        return routes;
    }

    private static RouteModel Create(string configuration, VirtualHost host, int index, Route route, IstioResource? source, int entry)
    {
        var action = route.Route_;
        return new()
        {
            Configuration = configuration,
            VirtualHost = host.Name,
            Domains = host.Domains,
            Index = index,
            Entry = entry,
            EntryName = source is null ? "" : EntryCounter.NameOf(route),
            Name = route.Name,
            Match = RouteMatchReader.Read(route.Match),
            Action = ActionOf(route),
            ResponseStatus = (int?)route.DirectResponse?.Status,
            Targets = TargetsOf(action),
            Mirrors = MirrorsOf(action, host),
            Timeout = TimeoutOf(action),
            IdleTimeout = action?.IdleTimeout.Positive(),
            MaxStreamDuration = action?.MaxStreamDuration?.MaxStreamDuration_.Positive(),
            Retries = RetryModel.Of(action?.RetryPolicy ?? (action is null ? null : host.RetryPolicy)),
            Fault = FaultReader.Of(route, host),
            HashKeys = [.. (action?.HashPolicy ?? []).Select(HashKey.Of)],
            RateLimits = (action?.RateLimits.Count ?? 0) + host.RateLimits.Count + LimitsIn(route.TypedPerFilterConfig) + LimitsIn(host.TypedPerFilterConfig),
            FilterSettings = [.. route.TypedPerFilterConfig.Keys.Concat(host.TypedPerFilterConfig.Keys).Distinct().Order(StringComparer.Ordinal)],
            Source = source,
        };
    }

    // Envoy ends a request after 15 s when a route says nothing; 0 means never, and istiod says so for every route without a timeout.
    private static TimeSpan? TimeoutOf(RouteAction? action) =>
        action is null ? null : action.Timeout is null ? TimeSpan.FromSeconds(15) : action.Timeout.Positive();

    // Limits moved from the route into the filter's own settings for it.
    private static int LimitsIn(MapField<string, Any> filters) =>
        filters.Values.Sum(static settings => settings.As<RateLimitPerRoute>()?.RateLimits.Count ?? 0);

    private static RouteActionKind ActionOf(Route route) => route.ActionCase switch
    {
        Route.ActionOneofCase.Route_ => RouteActionKind.Forward,
        Route.ActionOneofCase.Redirect => RouteActionKind.Redirect,
        Route.ActionOneofCase.DirectResponse => RouteActionKind.Respond,
        _ => RouteActionKind.Other,
    };

    private static IReadOnlyList<MirrorModel> MirrorsOf(RouteAction? action, VirtualHost host) =>
    [
        .. (action is { RequestMirrorPolicies.Count: > 0 } ? action.RequestMirrorPolicies : host.RequestMirrorPolicies).Select(static mirror =>
            new MirrorModel(mirror.Cluster, mirror.RuntimeFraction?.DefaultValue is { } part ? Fraction.Of(part) : 1)),
    ];

    private static IReadOnlyList<RouteTarget> TargetsOf(RouteAction? action)
    {
        if (action?.ClusterSpecifierCase == RouteAction.ClusterSpecifierOneofCase.Cluster)
        {
            return [new(action.Cluster, 1)];
        }

        var weighted = action?.WeightedClusters?.Clusters ?? [];
        var total = weighted.Sum(static cluster => (double)(cluster.Weight ?? 0));
        return [.. weighted.Select(cluster => new RouteTarget(cluster.Name, total > 0 ? (cluster.Weight ?? 0) / total : 0))];
    }
}
