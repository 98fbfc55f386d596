using System.Net.Sockets;
using MeshLens.Lab.Links;

namespace Kernel.Tests;

/// <summary>Connections that are made for their handshake, and reset at once.</summary>
internal static class Handshakes
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static void Make(LinkedPair pair, Listener listener, bool blocking)
    {
        using var client = pair.Client.OpenTcpSocket(listener.EndPoint.AddressFamily);
        client.LingerState = new LingerOption(true, 0);
        client.Blocking = blocking;
        try
        {
            client.Connect(listener.EndPoint);
        }
        catch (SocketException pending) when (!blocking && pending.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            if (!client.Poll(Patience, SelectMode.SelectWrite))
            {
                throw new TimeoutException("A connection was not established in time.");
            }
        }
    }
}
