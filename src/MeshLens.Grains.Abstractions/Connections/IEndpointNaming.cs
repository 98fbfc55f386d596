using System.Net;

namespace MeshLens.Grains.Connections;

/// <summary>Names addresses as edges are named, for whoever has an address and no connection. Safe for concurrent callers, no I/O.</summary>
public interface IEndpointNaming
{
    /// <summary>Changes whenever an answer may have changed.</summary>
    int Version { get; }

    /// <summary>Who is meant; the address stands for itself where nobody knows it.</summary>
    /// <param name="address">Never an IPv4 address mapped into IPv6.</param>
    /// <param name="port">The port that was called; zero for a caller.</param>
    NamedEndpoint Name(IPAddress address, int port);
}
