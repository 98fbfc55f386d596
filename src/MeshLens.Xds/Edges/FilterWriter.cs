using MeshLens.Core.Snapshots;
using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Listeners;
using MeshLens.Xds.Model.Routes;

namespace MeshLens.Xds.Edges;

/// <summary>Writes the HTTP filters on the way to a destination that cost time or refuse requests.</summary>
internal static class FilterWriter
{
    /// <summary>Where requests leave.</summary>
    public static IEnumerable<ConfiguredFilter> Write(DestinationModel destination) =>
        Told(destination.Listeners.SelectMany(listener => Used(listener.Chain, destination.Routes)), isInbound: false);

    /// <summary>Where requests arrive, by what the destination's own proxy is served.</summary>
    /// <param name="server">As that proxy is told.</param>
    /// <param name="ports">Ports of the workload that serve the destination.</param>
    public static IEnumerable<ConfiguredFilter> WriteArriving(ConfigurationModel server, IReadOnlySet<int> ports)
    {
        var chains = server.Listeners.Where(static listener => listener.Direction == ListenerDirection.Inbound)
            .SelectMany(static listener => listener.Chains).Where(static chain => chain.Http is not null).ToList();
        var own = chains.FindAll(chain => chain.Match.Port is { } port && ports.Contains(port));
        var taking = own.Count > 0 ? own : chains.FindAll(static chain => chain.Match.Port is null);
        return Told(taking.SelectMany(static chain => Used(chain, chain.Http!.Routes ?? [])), isInbound: true);
    }

    private static IEnumerable<ConfiguredFilter> Told(IEnumerable<FilterModel> filters, bool isInbound) => filters
        .Select(static filter => (Filter: filter, Kind: KindOf(filter.Kind)))
        .Where(static each => each.Kind is not null)
        .DistinctBy(static each => each.Filter.Name)
        .Select(each => new ConfiguredFilter(
            each.Filter.Name, each.Kind!.Value, isInbound, each.Filter.Timeout?.TotalMilliseconds, each.Filter.Asks, each.Filter.TokensPerSecond));

    // A filter that counts at another service does so only for routes that say what to count.
    private static IEnumerable<FilterModel> Used(FilterChainModel chain, IReadOnlyList<RouteModel> routes) => (chain.Http?.Filters ?? [])
        .Where(filter => !filter.IsDisabled && (filter.Kind != FilterKind.GlobalRateLimit || routes.Any(static route => route.RateLimits > 0)));

    private static ConfiguredFilterKind? KindOf(FilterKind kind) => kind switch
    {
        FilterKind.ExternalAuthorization => ConfiguredFilterKind.ExternalAuthorization,
        FilterKind.ExternalProcessing => ConfiguredFilterKind.ExternalProcessing,
        FilterKind.GlobalRateLimit => ConfiguredFilterKind.GlobalRateLimit,
        FilterKind.LocalRateLimit => ConfiguredFilterKind.LocalRateLimit,
        FilterKind.Lua => ConfiguredFilterKind.Lua,
        FilterKind.Wasm => ConfiguredFilterKind.Wasm,
        FilterKind.TokenCheck => ConfiguredFilterKind.TokenCheck,
        FilterKind.Buffer => ConfiguredFilterKind.Buffer,
        _ => null,
    };
}
