using System.Net;
using MeshLens.Lab.Http;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>A connection of a pool.</summary>
internal sealed class UpstreamConnection(IPEndPoint peer, HttpConnection http)
{
    public IPEndPoint Peer => peer;

    public HttpConnection Http => http;

    /// <summary>Requests that it has carried.</summary>
    public uint Requests { get; set; }
}
