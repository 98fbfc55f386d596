using System.Net;
using MeshLens.Lab.Native;
using MeshLens.Lab.Proxies.Encryption;
using MeshLens.Lab.Proxies.Telemetry;
using MeshLens.Lab.Services;
using MeshLens.Lab.Sockets;
using MeshLens.Xds.Identity;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>One pod's proxy: what it was served, where it listens, what it reports.</summary>
internal sealed class Sidecar
{
    public const int OutboundPort = 15001;
    public const int InboundPort = 15006;
    private const int Backlog = 512;
    private const int Workers = 160;

    private readonly SidecarSpec _spec;
    private readonly ServedConfiguration _configuration;
    private readonly RequestStats _stats;
    private readonly StatsServer _statsServer;
    private readonly IRequestHandler _handler;
    private readonly ProxySelf _self;
    private readonly InboundConnections _inbound;
    private volatile AccessLogStream? _log;

    public Sidecar(ProxiesSpec mesh, SidecarSpec spec)
    {
        _spec = spec;
        var node = new NodeIdentity { Address = IPAddress.Parse(spec.Address), Pod = spec.Pod, Namespace = mesh.Namespace, Region = Localities.Region, Zone = spec.Zone };
        _self = new ProxySelf(node, spec.Workload);
        var identity = ProxyIdentity.Of(spec.Identity);
        _inbound = new(identity);
        _configuration = new(mesh.ControlPlane, node, spec.Port, identity);
        _stats = new(_self);
        _statsServer = new(_stats);
        _handler = spec.IsServer ? new InboundHandler(_self, spec.Port) : new OutboundHandler(_self, _configuration);
    }

    public string Pod => _spec.Pod;

    public int StatsPort => _statsServer.Port;

    /// <summary>Returns once there is configuration and connections are taken.</summary>
    public void Start()
    {
        if (!_spec.IsServer)
        {
            _configuration.Start();
        }

        _statsServer.Start();
        using var listening = new ManualResetEventSlim();
        new Thread(() => Accept(listening)) { IsBackground = true, Name = "accept" }.Start();
        listening.Wait();
    }

    public void Apply(ProxiesCommand command)
    {
        _inbound.Mode = command.InboundTls ?? _inbound.Mode;
        if (command.AccessLogs is { } service)
        {
            var log = new AccessLogStream(service, _self);
            log.Start();
            _log = log;
        }
    }

    // Threads begin in the namespace of the one that starts them, so all workers of this one are inside, too.
    private void Accept(ManualResetEventSlim listening)
    {
        using var ns = Descriptor.Own(Libc.Open(_spec.NetworkNamespace, Libc.OpenCloseOnExec), "The pod's network namespace cannot be opened");
        if (Libc.SetNamespace(ns.Value, Libc.CloneNewNet) != 0)
        {
            throw Libc.Failure("The pod's network namespace cannot be entered");
        }

        using var listener = TcpListener.Listen(_spec.IsServer ? InboundPort : OutboundPort, Backlog);
        var workers = new WorkerPool("wrk:worker_0", Workers);
        listening.Set();
        while (true)
        {
            if (listener.Accept() is { } socket)
            {
                workers.Run(() => Serve(socket));
            }
        }
    }

    private void Serve(TcpSocket socket)
    {
        var isEncrypted = false;
        var connection = _spec.IsServer ? _inbound.Take(socket, out isEncrypted) : new(socket);
        if (connection is not null)
        {
            Downstream.Serve(connection, isEncrypted, _handler, Report);
        }
    }

    private void Report(Hop hop)
    {
        _stats.Add(hop);
        _log?.Add(hop);
    }
}
