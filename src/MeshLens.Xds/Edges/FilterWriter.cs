using MeshLens.Core.Snapshots;
using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Edges;

/// <summary>Writes the HTTP filters on the way to a destination that cost time or refuse requests.</summary>
internal static class FilterWriter
{
    public static IEnumerable<ConfiguredFilter> Write(DestinationModel destination) => destination.Listeners
        .SelectMany(static listener => listener.Chain.Http?.Filters ?? [])
        .Where(filter => !filter.IsDisabled && IsUsed(filter, destination))
        .Select(static filter => (Filter: filter, Kind: KindOf(filter.Kind)))
        .Where(static each => each.Kind is not null)
        .DistinctBy(static each => each.Filter.Name)
        .Select(static each => new ConfiguredFilter(
            each.Filter.Name, each.Kind!.Value, IsInbound: false, each.Filter.Timeout?.TotalMilliseconds, each.Filter.Asks, each.Filter.TokensPerSecond));

    // A filter that counts at another service does so only for routes that say what to count.
    private static bool IsUsed(FilterModel filter, DestinationModel destination) =>
        filter.Kind != FilterKind.GlobalRateLimit || destination.Routes.Any(static route => route.RateLimits > 0);

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
