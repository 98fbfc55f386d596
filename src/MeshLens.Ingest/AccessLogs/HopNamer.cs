using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Ingest.Naming;
using MeshLens.Ingest.Naming.Processes;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>Names both ends of an entry: as the proxies told each other, else by the sources that name addresses of flows.</summary>
/// <remarks>
/// The destination is the service that was called, as the kernel's edges have it: the cluster's host tells it at the caller and at
/// a waypoint. A server's cluster names no service, so there the address is asked before the peer's canonical service, which is a
/// label and not always a service.
/// </remarks>
internal sealed class HopNamer(EndpointNames names)
{
    private readonly NodeProcesses _nowhere = new("", "", "");

    /// <summary>Null when the record does not tell whose hop it is.</summary>
    public NamedHop? Name(AccessRecord record, AccessLogSender sender)
    {
        var cluster = ClusterName.Parse(record.Cluster);
        var reporter = sender.Node?.ReporterOf(cluster.Direction) ?? Reporters.Of(cluster.Direction);
        var isServer = reporter == AccessReporter.Server;
        var source = reporter == AccessReporter.Client ? Self(sender) ?? Caller(record) : Told(record.Source) ?? Caller(record);
        var destination = Service(cluster) ?? Called(record, isServer ? sender.Self : record.Destination, cluster.Port);
        return reporter == AccessReporter.Unknown || source is null || destination is null
            ? null
            : new NamedHop(
                new(EdgeKey.Between(source.Cluster ?? destination.Cluster ?? "", source.Party, destination.Party, destination.Port), source.Party, destination.Party),
                reporter);
    }

    private EndpointName? Self(AccessLogSender sender) =>
        Told(sender.Self) is { } told ? told with { Cluster = told.Cluster ?? (sender.Node is { } node ? Resolve(node.Address, 0)?.Cluster : null) } : null;

    private EndpointName? Caller(AccessRecord record) => Resolve(record.DownstreamRemote, 0);

    private EndpointName? Called(AccessRecord record, MeshPeer? peer, int port)
    {
        var address = record.DownstreamLocal.IsKnown ? record.DownstreamLocal : record.UpstreamRemote;
        var byAddress = Resolve(address, address.Port != 0 ? address.Port : port);
        return byAddress is { Source: not NameSource.Address } ? byAddress
            : peer is { Service.Length: > 0 } ? new(new(peer.Namespace, peer.Service, PartyKind.Service), NameSource.Istiod, port != 0 ? port : address.Port, Cluster(peer))
            : Told(peer) is { } workload ? workload with { Port = port != 0 ? port : address.Port }
            : byAddress;
    }

    private static EndpointName? Service(ClusterName cluster) => cluster.Service is { } service
        ? new(new(service.Namespace, service.Name, PartyKind.Service), NameSource.Istiod, cluster.Port)
        : cluster is { Host.Length: > 0, Direction: not ClusterDirection.Inbound }
            ? new(new("", cluster.Host, PartyKind.Service), NameSource.Istiod, cluster.Port)
            : null;

    private static EndpointName? Told(MeshPeer? peer) => peer is { IsNamed: true }
        ? new(new(peer.Namespace, peer.Workload, PartyKind.Workload), NameSource.Istiod, 0, Cluster(peer))
        : null;

    private static string? Cluster(MeshPeer peer) => peer.Cluster.Length > 0 ? peer.Cluster : null;

    private EndpointName? Resolve(SocketName socket, int port) => socket.IsKnown
        ? names.Resolve(new() { Address = socket.Address.ToAddress(), Port = port, Node = _nowhere })
        : null;
}
