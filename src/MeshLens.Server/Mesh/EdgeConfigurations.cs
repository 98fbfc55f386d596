using System.Runtime.CompilerServices;
using MeshLens.Core.Edges;
using MeshLens.Core.Identity;
using MeshLens.Core.Snapshots;
using MeshLens.Grains.Mesh;
using MeshLens.Xds;
using MeshLens.Xds.Edges;

namespace MeshLens.Server.Mesh;

/// <summary>Tells edges what is configured for them: by the view of the caller's own proxy where there is one, else as MeshLens itself is told.</summary>
/// <remarks>A state of the configuration is put together once; what is asked anew each time is who has the endpoints' addresses.</remarks>
internal sealed class EdgeConfigurations(MeshConfiguration configuration, IdentityIndex index) : IEdgeConfigurations
{
    private readonly ConditionalWeakTable<ConfigurationState, ConfiguredEdges> _states = [];

    public EdgeConfiguration? Find(EdgeKey edge, Party source, Party destination)
    {
        var ofCaller = configuration.ViewOf(edge);
        var told = ofCaller is null ? null : Told(ofCaller, edge);
        var isCallers = told is { IsKnown: true };
        told = isCallers ? told : Told(configuration.Own, edge);
        return told is null ? null : WithOwners(WithArrival(configuration.IsStale || isCallers ? told with { Stale = configuration.IsStale, IsCallers = isCallers } : told, edge));
    }

    private EdgeConfiguration? Told(ConfigurationState state, EdgeKey edge) =>
        Edges(state).Of(edge.DestinationName, edge.DestinationNamespace, edge.Port);

    private ConfiguredEdges Edges(ConfigurationState state) => _states.GetValue(state, static state => new(state));

    private EdgeConfiguration WithArrival(EdgeConfiguration told, EdgeKey edge) =>
        Edges(configuration.Own).Destination(edge.DestinationName, edge.DestinationNamespace, edge.Port) is { } destination
        && configuration.ViewsOfServers(edge, destination) is { Count: > 0 } servers
            ? Arrival.Add(told, destination, servers)
            : told;

    private EdgeConfiguration WithOwners(EdgeConfiguration told) => told.Endpoints.Exists(IsGone)
        ? told with { Endpoints = told.Endpoints.ConvertAll(endpoint => endpoint with { IsGone = IsGone(endpoint) }) }
        : told;

    // Somebody had it, and nobody has it now. Of an address that nobody ever had nothing is said: it may be outside of what is watched.
    private bool IsGone(ConfiguredEndpoint endpoint) =>
        AddressKey.TryParse(endpoint.Host, out var key) && index.Resolve(new() { Key = key, Cluster = "", Node = "" }) is { IsPast: true };
}
