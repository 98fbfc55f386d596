using MeshLens.Lab.Links;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Namespaces;
using MeshLens.Lab.Proxies.Control;
using MeshLens.Lab.Proxies.Encryption;
using MeshLens.Lab.Proxies.Sidecars;
using MeshLens.Lab.Services;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>
/// A running mesh with proxies: a client and two replicas of what it calls, each pod a network namespace with its application, and a
/// proxy that carries what comes and goes, redirected to it as Istio does. It ends with this object, and when this process dies.
/// </summary>
internal sealed class PatternMesh : IDisposable
{
    private const string Capture = "ip mesh";

    private readonly PatternPlan _plan;
    private readonly MeshNetwork _network;
    private readonly List<RunningInstance> _applications = [];
    private readonly List<DelayLink> _links = [];
    private ProxyChildProcess? _proxies;

    private PatternMesh(PatternPlan plan)
    {
        _plan = plan;
        _network = MeshNetwork.Create([plan.Node], plan.Instances);
    }

    public PatternPlan Plan => _plan;

    public NetworkNamespace ClientPod => _network[_plan.Client];

    public NetworkNamespace HomePod => _network[_plan.Home];

    /// <summary>Where each proxy's counters are asked for.</summary>
    public IReadOnlyList<Uri> Scrapes => _proxies?.Scrapes ?? [];

    /// <summary>Paths that open the pods' namespaces while this process lives.</summary>
    public IEnumerable<string> NamespacePaths => _plan.Instances.Select(instance => _network[instance].Path);

    /// <summary>The pods and their proxies, which have their configuration; nobody calls yet.</summary>
    /// <exception cref="LabException">No root, a tool is missing, or a process does not start.</exception>
    public static PatternMesh Prepare(PatternPlan plan, Uri controlPlane, MeshAuthority authority)
    {
        LabPrerequisites.Require();
        var mesh = new PatternMesh(plan);
        try
        {
            mesh.Connect();
            mesh.CaptureTraffic();
            mesh._proxies = ProxyChildProcess.Start(mesh.ProxiesSpec(controlPlane, authority));
            return mesh;
        }
        catch
        {
            mesh.Dispose();
            throw;
        }
    }

    /// <summary>Lets the proxies report, and starts the applications: requests flow from then on.</summary>
    /// <exception cref="LabException">A process does not start.</exception>
    public void StartTraffic(Uri accessLogs)
    {
        _proxies!.Send(new() { AccessLogs = accessLogs });
        _applications.AddRange(_plan.Instances.Reverse().Select(instance => RunningInstance.Start(instance, _network[instance])));
    }

    /// <summary>What the way to the replica in the caller's zone takes, there and back.</summary>
    public void LengthenPath(TimeSpan roundTrip) => _links[0].Impair(new PathImpairment(roundTrip / 2));

    /// <summary>A change to the application of the replica in the caller's zone.</summary>
    public void Tell(ServiceCommand command) => _applications.Single(application => application.Instance == _plan.Home).Send(command);

    /// <summary>What the proxies of the replicas take from now on, on new connections; plaintext alone unless told.</summary>
    public void Take(InboundTls mode) => _proxies!.Send(new() { InboundTls = mode });

    /// <summary>Sends what is captured for the replica to a port where nobody listens, or back to its proxy.</summary>
    public void Close(bool isClosed) => HomePod.Nft($"flush chain {Capture} in", CaptureInbound(_plan.Home, isClosed ? 1 : Sidecar.InboundPort));

    /// <summary>A mesh that fell apart by itself tells nothing.</summary>
    public void RequireRunning()
    {
        if (_proxies is not { HasExited: false } || _applications.Exists(static application => application.HasExited))
        {
            throw new LabException($"A process of {_plan.Service.Namespace} ended by itself.");
        }
    }

    public void Dispose()
    {
        _proxies?.Dispose();
        _applications.ForEach(static application => application.Dispose());
        _links.ForEach(static link => link.Dispose());
        _network.Dispose();
    }

    private void Connect()
    {
        foreach (var (replica, roundTrip) in new[] { (_plan.Home, PatternPlan.HomeRoundTrip), (_plan.Away, PatternPlan.AwayRoundTrip) })
        {
            var device = $"way{replica.Host}";
            var link = DelayLink.Create(ClientPod, _network[replica], device);
            _links.Add(link);
            link.Impair(new PathImpairment(roundTrip / 2));
            ClientPod.Ip($"route add {replica.V4}/32 dev {device} src {_plan.Client.V4}");
            _network[replica].Ip($"route add {_plan.Client.V4}/32 dev {device} src {replica.V4}");
        }
    }

    private void CaptureTraffic()
    {
        ClientPod.Nft(
            $"add table {Capture}",
            $"add chain {Capture} out {{ type nat hook output priority -100; }}",
            $"add rule {Capture} out ip daddr {_plan.VirtualAddress} tcp dport {_plan.Service.Port} redirect to :{Sidecar.OutboundPort}");
        foreach (var replica in new[] { _plan.Home, _plan.Away })
        {
            _network[replica].Nft(
                $"add table {Capture}",
                $"add chain {Capture} in {{ type nat hook prerouting priority -100; }}",
                CaptureInbound(replica, Sidecar.InboundPort));
        }
    }

    private string CaptureInbound(Instance replica, int port) => $"add rule {Capture} in tcp dport {_plan.Service.Port} dnat to {replica.V4}:{port}";

    private ProxiesSpec ProxiesSpec(Uri controlPlane, MeshAuthority authority) => new()
    {
        ControlPlane = controlPlane,
        Namespace = _plan.Service.Namespace,
        Sidecars = [.. _plan.Pods.Select(pod => pod.ToSidecar(_network[pod.Instance].Path, _plan.Service.Port, authority.Issue(_plan.Service.Namespace, pod.Instance.Service)))],
    };
}
