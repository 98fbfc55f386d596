using System.Text.Json;
using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Snapshots;

/// <summary>
/// Takes out of a snapshot who it is about, so that it can be given away: names of clusters, namespaces, services and processes,
/// addresses, and what the kernel numbers. Figures, times and ports stay, and so does the verdict.
/// </summary>
public static class SnapshotAnonymiser
{
    /// <summary>A copy in which the same name always became the same other one.</summary>
    public static EdgeSnapshot Anonymise(EdgeSnapshot snapshot)
    {
        var copy = JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(snapshot, SnapshotJson.Default.EdgeSnapshot), SnapshotJson.Default.EdgeSnapshot)!;
        var names = new Pseudonyms();
        copy.Edge = Rename(copy.Edge, names);
        copy.Source = Rename(copy.Source, names);
        copy.Destination = Rename(copy.Destination, names);
        copy.Siblings = [.. copy.Siblings.Select(sibling => sibling with { Edge = Rename(sibling.Edge, names) })];
        copy.NameServers = [.. copy.NameServers.Select(server => server with { Now = server.Now with { Address = names.OfEndpoint(server.Now.Address) } })];
        copy.Listeners = [.. copy.Listeners.Select(listener => Rename(listener, names))];
        copy.ListenersNearby = [.. copy.ListenersNearby.Select(listener => Rename(listener, names))];
        copy.Exemplars = [.. copy.Exemplars.Select(exemplar => Rename(exemplar, names))];
        copy.Hops = copy.Hops?.ConvertAll(hop => hop with
        {
            Endpoints = hop.Endpoints.ConvertAll(endpoint => endpoint with { Endpoint = endpoint.Endpoint == HopEndpoint.Others ? endpoint.Endpoint : names.OfEndpoint(endpoint.Endpoint) }),
        });
        copy.Places = copy.Places?.ConvertAll(place => Rename(place, names));
        copy.Probes = copy.Probes is { } probes
            ? new() { Pairs = probes.Pairs.ConvertAll(pair => pair with { From = names.Of("node", pair.From), To = names.Of("node", pair.To) }) }
            : null;
        copy.Paths = copy.Paths?.ConvertAll(path => new EdgePath(
            names.Of("node", path.SourceNode), names.Of("zone", path.SourceZone), names.Of("node", path.DestinationNode), names.Of("zone", path.DestinationZone), path.State));
        copy.Configuration = copy.Configuration is { } configuration ? ConfigurationAnonymiser.Anonymise(configuration, names) : null;
        foreach (var endpoint in copy.Legs.SelectMany(static leg => leg.Endpoints))
        {
            endpoint.Endpoint = names.OfEndpoint(endpoint.Endpoint);
        }

        foreach (var cluster in (copy.Metrics ?? []).SelectMany(static metric => metric.Clusters))
        {
            cluster.Subset = cluster.Subset == ClusterDelta.OtherSubsets ? cluster.Subset : names.Of("subset", cluster.Subset);
        }

        return copy;
    }

    private static EdgeKey Rename(EdgeKey edge, Pseudonyms names) => new(
        names.Of("cluster", edge.Cluster),
        names.Of("namespace", edge.SourceNamespace),
        Service(edge.SourceName, names),
        names.Of("namespace", edge.DestinationNamespace),
        Service(edge.DestinationName, names),
        edge.Port);

    private static Party Rename(Party party, Pseudonyms names) =>
        party with { Namespace = names.Of("namespace", party.Namespace), Name = Service(party.Name, names) };

    // Whether anybody is known at an end is part of the case.
    private static string Service(string name, Pseudonyms names) => name == Party.Unknown.Name ? name : names.Of("service", name);

    private static ListenerState Rename(ListenerState listener, Pseudonyms names) => listener with { Endpoint = names.OfEndpoint(listener.Endpoint) };

    private static EndpointPlace Rename(EndpointPlace place, Pseudonyms names) => new(
        names.OfEndpoint(place.Endpoint), names.Of("pod", place.Pod), names.Of("node", place.Node), names.Of("zone", place.Zone));

    private static ConnectionExemplar Rename(ConnectionExemplar exemplar, Pseudonyms names) => exemplar with
    {
        Local = names.OfEndpoint(exemplar.Local),
        Remote = names.OfEndpoint(exemplar.Remote),
        Process = exemplar.Process is { } process ? names.Of("process", process) : null,
        ThreadId = 0,
        Cgroup = 0,
        NetworkNamespace = 0,
    };
}
