using System.Net;
using System.Net.Sockets;

namespace Tests.Shared;

/// <summary>
/// A port for a program that is killed and started again where it was: from below those that the system gives to whoever asks for any, so that
/// nobody gets it in the meantime.
/// </summary>
internal static class LastingPort
{
    private const int First = 20_000;
    private const int Tries = 1000;
    private const string GivenToAnyone = "/proc/sys/net/ipv4/ip_local_port_range";

    public static int Find()
    {
        // "32768	60999"
        var end = int.Parse(File.ReadAllText(GivenToAnyone).Split('\t', ' ')[0], null);
        for (var tries = 0; tries < Tries; tries++)
        {
            var port = Random.Shared.Next(First, end);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No port from {First} to {end} is free.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
