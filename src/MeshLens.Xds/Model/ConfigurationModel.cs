using Istio.WorkloadApi;
using MeshLens.Xds.Model.Ambient;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Model;

/// <summary>
/// What applies to each destination, put together from listeners, routes, clusters and endpoints that were served apart, as seen from
/// one view. Pure and immutable: one snapshot in, one model out.
/// </summary>
public sealed class ConfigurationModel
{
    private readonly Dictionary<string, ClusterModel> _clusters;
    private readonly Lazy<ILookup<string, ClusterModel>> _hosts;
    private readonly Lazy<Dictionary<string, AmbientWorkloadModel>> _workloads;
    private readonly Dictionary<(string Host, int Port), DestinationModel> _destinations;

    private ConfigurationModel(ResourceSnapshot snapshot, ConfigurationView view, ControlPlaneFacts facts)
    {
        (View, Facts) = (view with { Unseen = [.. view.Unseen, .. Missing.From(snapshot)] }, facts);
        Clusters = Pieces.Clusters(snapshot);
        Listeners = Pieces.Listeners(snapshot);
        Routes = Pieces.Routes(snapshot, Listeners);
        Seen = Seen.In(snapshot, Routes);
        var addresses = snapshot.Of(ResourceTypes.Addresses).Values.Select(static item => (Address)item.Message).ToList();
        Services = [.. addresses.Where(static item => item.Service is not null).Select(static item => AmbientServiceModel.Of(item.Service)).DistinctBy(static service => (service.Namespace, service.Host))];
        Workloads = [.. addresses.Where(static item => item.Workload is not null).Select(static item => AmbientWorkloadModel.Of(item.Workload))];
        _workloads = new(() => WorkloadsByAddress(Workloads));
        _hosts = new(() => Clusters.Where(static cluster => cluster.IsOutbound).ToLookup(static cluster => cluster.Service!.Value.Host, StringComparer.Ordinal));
        _clusters = Clusters.ToDictionary(static cluster => cluster.Name, StringComparer.Ordinal);
        _destinations = DestinationsOf(Clusters, Routes, Listeners);
    }

    /// <summary>From where it was read, and what was not seen.</summary>
    public ConfigurationView View { get; }

    /// <summary>What is known of its delivery.</summary>
    public ControlPlaneFacts Facts { get; }

    /// <summary>Every cluster, by name.</summary>
    public IReadOnlyList<ClusterModel> Clusters { get; }

    /// <summary>Every listener, by name.</summary>
    public IReadOnlyList<ListenerModel> Listeners { get; }

    /// <summary>Every route, in matching order within its virtual host.</summary>
    public IReadOnlyList<RouteModel> Routes { get; }

    /// <summary>Services as ztunnels see them; empty without ambient.</summary>
    public IReadOnlyList<AmbientServiceModel> Services { get; }

    /// <summary>Workloads as ztunnels see them; empty without ambient.</summary>
    public IReadOnlyList<AmbientWorkloadModel> Workloads { get; }

    /// <summary>Every service port that can be called.</summary>
    public IReadOnlyCollection<DestinationModel> Destinations => _destinations.Values;

    /// <summary>What it can tell about, be it there or not.</summary>
    internal Seen Seen { get; }

    /// <summary>What applies to one service port; null when the configuration knows no such service.</summary>
    public DestinationModel? Find(string host, int port) => _destinations.GetValueOrDefault((host, port));

    /// <summary>What applies to a service port by the service's host name or by <c>name.namespace</c>; null when the configuration knows no such service.</summary>
    public DestinationModel? FindService(string name, int port) =>
        Find(name, port) ?? Destinations.FirstOrDefault(destination =>
            destination.Port == port && destination.Host.Length > name.Length + 1
            && destination.Host.StartsWith(name, StringComparison.Ordinal)
            && destination.Host.AsSpan(name.Length).StartsWith(".svc."));

    /// <summary>The outbound clusters of all ports and subsets of a host.</summary>
    public IEnumerable<ClusterModel> OfHost(string host) => _hosts.Value[host];

    /// <summary>A cluster by its name; null when it was not served.</summary>
    public ClusterModel? FindCluster(string name) => _clusters.GetValueOrDefault(name);

    /// <summary>The workload at an address, as ztunnels see it; null without ambient and for addresses outside the mesh.</summary>
    public AmbientWorkloadModel? FindWorkload(string address) => _workloads.Value.GetValueOrDefault(address);

    /// <summary>Builds the model of a snapshot of which nothing else is known.</summary>
    public static ConfigurationModel Of(ResourceSnapshot snapshot) => Of(snapshot, ConfigurationView.Unknown, ControlPlaneFacts.None);

    /// <summary>Builds the model of a snapshot.</summary>
    public static ConfigurationModel Of(ResourceSnapshot snapshot, ConfigurationView view, ControlPlaneFacts facts) => new(snapshot, view, facts);

    private static Dictionary<string, AmbientWorkloadModel> WorkloadsByAddress(IReadOnlyList<AmbientWorkloadModel> workloads)
    {
        var byAddress = new Dictionary<string, AmbientWorkloadModel>(StringComparer.Ordinal);
        foreach (var workload in workloads)
        {
            foreach (var address in workload.Addresses)
            {
                byAddress[address] = workload; // Pods of the host network share one; any of them is on the right node.
            }
        }

        return byAddress;
    }

    private static Dictionary<(string Host, int Port), DestinationModel> DestinationsOf(
        IReadOnlyList<ClusterModel> clusters, IReadOnlyList<RouteModel> routes, IReadOnlyList<ListenerModel> listeners)
    {
        var services = clusters.Where(static cluster => cluster.IsOutbound)
            .GroupBy(static cluster => (cluster.Service!.Value.Host, cluster.Service.Value.Port))
            .ToDictionary(static group => group.Key, static group => group.ToList());
        var names = services.Keys.Select(static key => $"{key.Host}:{key.Port}").ToHashSet(StringComparer.Ordinal);
        var routeIndex = new RouteIndex(routes, names.Contains);
        var listenerIndex = new ListenerIndex(listeners);
        return services.ToDictionary(static item => item.Key, item =>
        {
            var own = routeIndex.Of(item.Key.Host, item.Key.Port);
            return new DestinationModel(item.Key.Host, item.Key.Port, listenerIndex.Of(own, item.Value), own, item.Value);
        });
    }
}
