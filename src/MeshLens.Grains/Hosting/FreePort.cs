using System.Net;
using System.Net.Sockets;

namespace MeshLens.Grains.Hosting;

/// <summary>Finds a TCP port of the loopback interface that nobody listens on. Orleans does not take 0 for an answer.</summary>
internal static class FreePort
{
    // Below those that the kernel, unless told otherwise, gives out by itself: until Orleans takes it, one of those could go to any connection
    // that somebody makes. Below those of Kubernetes' nodes, too. Drawn, so that servers that start at once do not find the same one.
    private const int Lowest = 10_000;
    private const int Highest = 20_000;
    private const int Attempts = 100;

    public static int Find()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = Random.Shared.Next(Lowest, Highest);
            if (Takes(port) == port)
            {
                return port;
            }
        }

        return Takes(0) ?? throw new IOException("No TCP port of 127.0.0.1 is free for the silo: stop what listens there.");
    }

    private static int? Takes(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
