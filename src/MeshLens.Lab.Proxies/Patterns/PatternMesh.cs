using System.Diagnostics;
using System.Text.Json;
using MeshLens.Lab.Links;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Namespaces;
using MeshLens.Lab.Proxies.Control;
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
    private Process? _proxies;

    private PatternMesh(PatternPlan plan)
    {
        _plan = plan;
        _network = MeshNetwork.Create(plan.Instances);
    }

    public PatternPlan Plan => _plan;

    public NetworkNamespace ClientPod => _network[_plan.Client];

    public NetworkNamespace HomePod => _network[_plan.Home];

    /// <summary>Where each proxy's counters are asked for, on loopback.</summary>
    public IReadOnlyDictionary<string, int> Stats { get; private set; } = new Dictionary<string, int>();

    /// <summary>Starts everything; requests flow from then on.</summary>
    /// <exception cref="LabException">No root, a tool is missing, or a process does not start.</exception>
    public static PatternMesh Start(PatternPlan plan, Uri controlPlane, Uri accessLogs)
    {
        LabPrerequisites.Require();
        var mesh = new PatternMesh(plan);
        try
        {
            mesh.Connect();
            mesh.CaptureTraffic();
            mesh.StartProxies(controlPlane, accessLogs);
            mesh._applications.AddRange(plan.Instances.Reverse().Select(instance => RunningInstance.Start(instance, mesh._network[instance])));
            return mesh;
        }
        catch
        {
            mesh.Dispose();
            throw;
        }
    }

    /// <summary>What the way to the replica in the caller's zone takes, there and back.</summary>
    public void LengthenPath(TimeSpan roundTrip) => _links[0].Impair(new PathImpairment(roundTrip / 2));

    /// <summary>A change to the application of the replica in the caller's zone.</summary>
    public void Tell(ServiceCommand command) => _applications.Single(application => application.Instance == _plan.Home).Send(command);

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
        _proxies?.Kill();
        _proxies?.WaitForExit();
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

    private void StartProxies(Uri controlPlane, Uri accessLogs)
    {
        var spec = new ProxiesSpec
        {
            ControlPlane = controlPlane,
            AccessLogs = accessLogs,
            Namespace = _plan.Service.Namespace,
            Sidecars = [.. _plan.Pods.Select(pod => pod.ToSidecar(_network[pod.Instance].Path, _plan.Service.Port))],
        };
        _proxies = StartChild();
        _proxies.StandardInput.WriteLine(JsonSerializer.Serialize(spec, SidecarJson.Default.ProxiesSpec));
        _proxies.StandardInput.Flush();
        var line = _proxies.StandardOutput.ReadLine() ?? throw new LabException("The proxies ended before they listened.");
        Stats = JsonSerializer.Deserialize(line, SidecarJson.Default.ProxiesReady)!.Stats;
    }

    // The kernel ends the child with the thread that started it, so that thread lasts as long.
    private static Process StartChild()
    {
        var started = new TaskCompletionSource<Process>();
        new Thread(() =>
        {
            var child = Process.Start(LabLaunch.Of(ProxyChild.Role)) ?? throw new LabException("The proxies did not start.");
            started.SetResult(child);
            child.WaitForExit();
        })
        { IsBackground = true, Name = "proxies" }.Start();
        return started.Task.Result;
    }
}
