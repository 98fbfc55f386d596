using System.Collections.Concurrent;
using System.Net;

namespace Instrumented;

/// <summary>The connection that is in use to each host, by what requests call the host.</summary>
internal sealed class Connections
{
    private readonly ConcurrentDictionary<string, (IPEndPoint Local, IPEndPoint Peer)> _byHost = [];

    public void Opened(string host, IPEndPoint local, IPEndPoint peer) => _byHost[host] = (local, peer);

    public (IPEndPoint Local, IPEndPoint Peer)? Find(string host) => _byHost.TryGetValue(host, out var ends) ? ends : null;
}
