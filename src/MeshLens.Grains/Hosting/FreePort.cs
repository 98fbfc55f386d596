using System.Net;
using System.Net.Sockets;

namespace MeshLens.Grains.Hosting;

/// <summary>Finds a TCP port of the loopback interface that nobody listens on. Orleans does not take 0 for an answer.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
