using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Model;

/// <summary>The part of a listener that carries one destination.</summary>
/// <param name="Listener">Its name.</param>
/// <param name="Address">Its address.</param>
/// <param name="Port">Its port.</param>
/// <param name="Filters">Listener filters before the chain.</param>
/// <param name="FiltersTimeout">How long those may take; null for ever.</param>
/// <param name="Chain">The chain.</param>
/// <param name="Source">The Istio resource that caused the listener; null when none did.</param>
public sealed record ListenerUse(
    string Listener, string Address, int Port, IReadOnlyList<string> Filters, TimeSpan? FiltersTimeout, FilterChainModel Chain, IstioResource? Source)
{
    internal static ListenerUse Of(ListenerModel listener, FilterChainModel chain) =>
        new(listener.Name, listener.Address, listener.Port, listener.Filters, listener.FiltersTimeout, chain, listener.Source);
}
