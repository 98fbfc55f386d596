using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Model;

/// <summary>An address and port that a proxy takes connections for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">IP address, or what stands in its place.</param>
/// <param name="Port">Port; 0 when the address has none.</param>
/// <param name="Direction">Whose connections it takes.</param>
/// <param name="Filters">Listener filters, in order: they look at a connection before a chain is chosen.</param>
/// <param name="FiltersTimeout">How long those may take; null for ever.</param>
/// <param name="GoesOnAfterTimeout">Afterwards a chain is chosen without their help; otherwise the connection is closed.</param>
/// <param name="Chains">What happens to connections, the default chain last.</param>
/// <param name="Source">The Istio resource that caused it; null when none did.</param>
public sealed record ListenerModel(
    string Name,
    string Address,
    int Port,
    ListenerDirection Direction,
    IReadOnlyList<string> Filters,
    TimeSpan? FiltersTimeout,
    bool GoesOnAfterTimeout,
    IReadOnlyList<FilterChainModel> Chains,
    IstioResource? Source)
{
    // Envoy's own, where a listener says nothing; 0 turns it off, and istiod sends 0.
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(15);

    /// <summary>It guesses the protocol from the first bytes.</summary>
    public bool Sniffs => Filters.Any(static name => name is "envoy.filters.listener.http_inspector");

    internal static ListenerModel Of(Listener listener) => new(
        listener.Name,
        listener.Address?.SocketAddress?.Address ?? listener.Address?.Pipe?.Path ?? "",
        (int)(listener.Address?.SocketAddress?.PortValue ?? 0),
        DirectionOf(listener.TrafficDirection),
        [.. listener.ListenerFilters.Select(static filter => filter.Name)],
        listener.ListenerFiltersTimeout is null ? DefaultTimeout : listener.ListenerFiltersTimeout.Positive(),
        listener.ContinueOnListenerFiltersTimeout,
        ChainsOf(listener),
        IstioResource.Of(listener.Metadata));

    private static IReadOnlyList<FilterChainModel> ChainsOf(Listener listener)
    {
        var chains = listener.FilterChains.Select(static chain => FilterChainModel.Of(chain, isDefault: false));
        return [.. listener.DefaultFilterChain is { } last ? chains.Append(FilterChainModel.Of(last, isDefault: true)) : chains];
    }

    private static ListenerDirection DirectionOf(TrafficDirection direction) => direction switch
    {
        TrafficDirection.Inbound => ListenerDirection.Inbound,
        TrafficDirection.Outbound => ListenerDirection.Outbound,
        _ => ListenerDirection.Unspecified,
    };
}
