using System.Net;
using System.Net.Sockets;
using MeshLens.Core.Identity;

namespace MeshLens.Metrics.Scraping;

/// <summary>
/// Connects to loopback and to addresses that the mesh's sources name, and to no others: what is asked for metrics must not be led to
/// whatever else this server can reach, be it by a name's change of address.
/// </summary>
public sealed class MeshOnly(IdentityIndex index)
{
    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="HttpRequestException">The host has no address that may be asked.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellation);
        var address = Array.Find(addresses, IsAllowed)
            ?? throw new HttpRequestException($"{host} is neither on this machine nor an address that a source of names knows.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(IPAddress address) => IPAddress.IsLoopback(address) || index.IsTaken(AddressKey.Of(address));
}
