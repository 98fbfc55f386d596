using Envoy.Config.Cluster.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Route.V3;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Model;

/// <summary>
/// What applies to a destination, put together from clusters, endpoints and routes that were served apart. Pure: one snapshot in,
/// one model out.
/// </summary>
public sealed class ConfigurationModel
{
    private readonly Dictionary<(string Host, int Port), DestinationModel> _destinations;

    private ConfigurationModel(Dictionary<(string Host, int Port), DestinationModel> destinations) => _destinations = destinations;

    /// <summary>Every service port that can be called.</summary>
    public IReadOnlyCollection<DestinationModel> Destinations => _destinations.Values;

    /// <summary>What applies to one service port; null when the configuration knows no such service.</summary>
    public DestinationModel? Find(string host, int port) => _destinations.GetValueOrDefault((host, port));

    /// <summary>Builds the model of a snapshot.</summary>
    public static ConfigurationModel Of(ResourceSnapshot snapshot)
    {
        var clusters = ClustersOf(snapshot);
        var routes = snapshot.Of(ResourceTypes.Routes).Values.SelectMany(static item => RouteModel.Of((RouteConfiguration)item.Message)).ToList();
        return new(clusters
            .Where(static cluster => cluster.Service is { IsOutbound: true })
            .GroupBy(static cluster => (cluster.Service!.Value.Host, cluster.Service.Value.Port))
            .ToDictionary(static group => group.Key, group => new DestinationModel(group.Key.Host, group.Key.Port, Leading(routes, group.Key), [.. group])));
    }

    private static List<ClusterModel> ClustersOf(ResourceSnapshot snapshot)
    {
        var endpoints = snapshot.Of(ResourceTypes.Endpoints);
        return [.. snapshot.Of(ResourceTypes.Clusters).Values.OrderBy(static item => item.Name, StringComparer.Ordinal).Select(item =>
        {
            var cluster = (Cluster)item.Message;
            var assignment = item.References is [var name] ? endpoints.GetValueOrDefault(name)?.Message as ClusterLoadAssignment : cluster.LoadAssignment;
            return new ClusterModel(item.Name, ClusterName.Parse(item.Name), cluster, EndpointModel.Of(assignment), IstioResource.Of(cluster.Metadata));
        })];
    }

    // A route belongs to the service its callers name, wherever it then sends them: virtual hosts list host:port among their domains.
    private static List<RouteModel> Leading(List<RouteModel> routes, (string Host, int Port) service) =>
        routes.FindAll(route => route.Host.Name == $"{service.Host}:{service.Port}" || route.Host.Domains.Contains($"{service.Host}:{service.Port}"));
}
