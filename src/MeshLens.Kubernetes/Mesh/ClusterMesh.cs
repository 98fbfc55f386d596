using MeshLens.Core.Identity;
using MeshLens.Kubernetes.Access;
using MeshLens.Kubernetes.Api;
using MeshLens.Kubernetes.Watching;

namespace MeshLens.Kubernetes.Mesh;

/// <summary>
/// Puts together what a cluster's objects say in pieces: a pod has the address, a slice says which service it serves, the service
/// on which port, the node where all of that is. Pieces come in any order, and each new one is told to the index at once.
/// </summary>
internal sealed class ClusterMesh
{
    private readonly Lock _gate = new();
    private readonly IdentityFeed _feed;
    private readonly TimeProvider _time;
    private readonly ServiceReading _reading;
    private readonly Dictionary<string, PodFacts> _pods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ServiceFacts> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MeshNode> _nodes = new(StringComparer.Ordinal);
    private readonly Waypoints _waypoints = new();
    private readonly WorkloadAssembly _workloads;
    private readonly SliceIndex _slices = new();
    private readonly Groups _byNode = new();

    public ClusterMesh(ClusterAccess cluster, IdentityFeed feed, TimeProvider time)
    {
        (_feed, _time, _reading) = (feed, time, new(cluster));
        _workloads = new(cluster, _reading);
        Pods = new ObjectSink<Pod>(_gate, () => _pods.Keys, (key, pod) => TakePod(key, pod is null ? null : PodReading.Read(pod)));
        Services = new ObjectSink<Service>(_gate, () => _services.Keys, (key, service) => TakeService(key, service is null ? null : _reading.Read(service)));
        Slices = new ObjectSink<EndpointSlice>(_gate, () => _slices.Keys, (key, slice) => TakeSlice(key, slice is null ? null : SliceReading.Read(slice)));
        Namespaces = new ObjectSink<Namespace>(_gate, () => _waypoints.Keys, (key, space) => TakeNamespace(key, space is null ? null : ObjectNames.WaypointOf(space.Metadata, space.Metadata.Name)));
        Nodes = new ObjectSink<Node>(_gate, () => _nodes.Keys, (key, node) => TakeNode(key, node is null ? null : NodeReading.Read(node, cluster)));
    }

    public IObjectSink<Pod> Pods { get; }

    public IObjectSink<Service> Services { get; }

    public IObjectSink<EndpointSlice> Slices { get; }

    public IObjectSink<Node> Nodes { get; }

    /// <summary>Those with a waypoint for their services; others are not kept.</summary>
    public IObjectSink<Namespace> Namespaces { get; }

    private void TakePod(string key, PodFacts? pod)
    {
        if (_pods.Remove(key, out var before))
        {
            _byNode.Remove(before.Node, key);
        }

        if (pod is null)
        {
            _feed.RemoveWorkload(_workloads.Uid(key), _time.GetUtcNow());
            return;
        }

        // A pod of a StatefulSet comes again under its name, as another.
        if (before is not null && before.Uid != pod.Uid)
        {
            _feed.RemoveWorkload(_workloads.Uid(key), _time.GetUtcNow());
        }

        _pods[key] = pod;
        _byNode.Add(pod.Node, key);
        Tell(pod);
    }

    private void TakeService(string key, ServiceFacts? service)
    {
        if (service is null)
        {
            if (_services.Remove(key, out var before))
            {
                _feed.RemoveService(before.Service.Id, _time.GetUtcNow());
            }
        }
        else
        {
            _services[key] = service;
            Tell(key, service);
        }

        foreach (var slice in _slices.OfService(key))
        {
            TellMembers(slice);
        }
    }

    private void TakeNamespace(string key, string? waypoint)
    {
        if (!_waypoints.Change(key, waypoint ?? ""))
        {
            return;
        }

        foreach (var (name, service) in _services.Where(each => each.Value.Waypoint is null && Waypoints.NamespaceOf(each.Key) == key))
        {
            Tell(name, service);
        }
    }

    private void Tell(string key, ServiceFacts service)
    {
        var waypoint = service.Waypoint ?? _waypoints.Of(key);
        _feed.Put(service.Service with { Waypoint = waypoint.Length == 0 ? "" : _reading.IdOf(waypoint) }, _time.GetUtcNow());
    }

    private void TakeSlice(string key, SliceFacts? slice)
    {
        var before = _slices.Put(key, slice);
        foreach (var address in before?.Others.Except(slice?.Others ?? []) ?? [])
        {
            _feed.RemoveWorkload(_workloads.Uid(before!, address), _time.GetUtcNow());
        }

        foreach (var pod in before?.Pods.Except(slice?.Pods ?? []) ?? [])
        {
            Tell(pod);
        }

        if (slice is not null)
        {
            TellMembers(slice);
        }
    }

    private void TakeNode(string key, MeshNode? node)
    {
        var name = key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var before = _nodes.GetValueOrDefault(key);
        if (node is null)
        {
            _nodes.Remove(key);
            _feed.RemoveNode(name, _time.GetUtcNow());
        }
        else
        {
            _nodes[key] = node;
            _feed.Put(node, _time.GetUtcNow());
        }

        if (before?.Zone != node?.Zone || before?.Region != node?.Region)
        {
            foreach (var pod in _byNode.Of(name))
            {
                Tell(pod);
            }
        }
    }

    private void TellMembers(SliceFacts slice)
    {
        foreach (var pod in slice.Pods)
        {
            Tell(pod);
        }

        foreach (var address in slice.Others)
        {
            _feed.Put(_workloads.Of(slice, address, Memberships([slice])), _time.GetUtcNow());
        }
    }

    private void Tell(string pod)
    {
        if (_pods.TryGetValue(pod, out var facts))
        {
            Tell(facts);
        }
    }

    private void Tell(PodFacts pod) =>
        _feed.Put(_workloads.Of(pod, _nodes.GetValueOrDefault($"/{pod.Node}"), Memberships(_slices.OfPod(pod.Key))), _time.GetUtcNow());

    private Sequence<ServiceMembership> Memberships(IEnumerable<SliceFacts> slices) => Sequence<ServiceMembership>.Of(
        from slice in slices
        group slice by slice.Service into parts
        orderby parts.Key
        let service = _services.GetValueOrDefault(parts.Key)
        where service is not null
        select new ServiceMembership(
            service.Service.Id,
            Sequence<ServicePort>.Of(
                from port in service.Ports
                from target in parts.SelectMany(static part => part.Ports)
                where target.Name == port.Name
                select new ServicePort(port.Port, target.Port) into pair
                group pair by pair into same
                select same.Key)));
}
