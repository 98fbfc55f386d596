namespace MeshLens.Tracing.Edges;

/// <summary>Facts by the names of attributes in OpenTelemetry's conventions, those of today and those of before.</summary>
internal static class FactNames
{
    private static readonly (byte[] Name, Fact Fact)[][] ByLength = Table();

    public static Fact Of(ReadOnlySpan<byte> name)
    {
        if (name.Length >= ByLength.Length)
        {
            return Fact.None;
        }

        foreach (var (known, fact) in ByLength[name.Length])
        {
            if (name.SequenceEqual(known))
            {
                return fact;
            }
        }

        return Fact.None;
    }

    private static (byte[] Name, Fact Fact)[][] Table()
    {
        (byte[] Name, Fact Fact)[] all =
        [
            ("server.address"u8.ToArray(), Fact.ServerAddress),
            ("server.port"u8.ToArray(), Fact.ServerPort),
            ("client.address"u8.ToArray(), Fact.ClientAddress),
            ("client.port"u8.ToArray(), Fact.ClientPort),
            ("network.peer.address"u8.ToArray(), Fact.PeerAddress),
            ("network.peer.port"u8.ToArray(), Fact.PeerPort),
            ("network.local.address"u8.ToArray(), Fact.LocalAddress),
            ("network.local.port"u8.ToArray(), Fact.LocalPort),
            ("peer.service"u8.ToArray(), Fact.PeerService),
            ("service.peer.name"u8.ToArray(), Fact.PeerService),
            ("net.peer.name"u8.ToArray(), Fact.OldPeerName),
            ("net.peer.port"u8.ToArray(), Fact.OldPeerPort),
            ("net.host.name"u8.ToArray(), Fact.OldHostName),
            ("net.host.port"u8.ToArray(), Fact.OldHostPort),
            ("net.sock.peer.addr"u8.ToArray(), Fact.OldSocketPeerAddress),
            ("net.peer.ip"u8.ToArray(), Fact.OldSocketPeerAddress),
            ("net.sock.peer.port"u8.ToArray(), Fact.OldSocketPeerPort),
            ("net.sock.host.addr"u8.ToArray(), Fact.OldSocketHostAddress),
            ("net.host.ip"u8.ToArray(), Fact.OldSocketHostAddress),
            ("net.sock.host.port"u8.ToArray(), Fact.OldSocketHostPort),
            ("service.name"u8.ToArray(), Fact.ServiceName),
            ("service.namespace"u8.ToArray(), Fact.ServiceNamespace),
            ("k8s.namespace.name"u8.ToArray(), Fact.Namespace),
            ("k8s.deployment.name"u8.ToArray(), Fact.Deployment),
            ("k8s.statefulset.name"u8.ToArray(), Fact.StatefulSet),
            ("k8s.daemonset.name"u8.ToArray(), Fact.DaemonSet),
            ("k8s.cronjob.name"u8.ToArray(), Fact.CronJob),
            ("k8s.job.name"u8.ToArray(), Fact.Job),
            ("k8s.pod.name"u8.ToArray(), Fact.Pod),
            ("k8s.pod.ip"u8.ToArray(), Fact.PodAddress),
            ("k8s.cluster.name"u8.ToArray(), Fact.Cluster),
            ("host.name"u8.ToArray(), Fact.Host),
            ("process.executable.name"u8.ToArray(), Fact.Executable),
            ("meshlens.edge"u8.ToArray(), Fact.Annotated),
        ];
        var longest = all.Max(static each => each.Name.Length);
        return [.. Enumerable.Range(0, longest + 1).Select(length => all.Where(each => each.Name.Length == length).ToArray())];
    }
}
