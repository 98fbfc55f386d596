using System.Net;
using System.Net.Sockets;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>Connects and closes as fast as it can, without leaving TIME_WAIT behind.</summary>
internal static class ShortConnections
{
    public static void Run(NetworkNamespace inside, int count, int ports = 1)
    {
        var listeners = Enumerable.Range(0, ports).Select(_ => Listener.Open(inside, IPAddress.Loopback)).ToList();
        inside.Run(() =>
        {
            for (var i = 0; i < count; i++)
            {
                var listener = listeners[i % ports];
                using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                client.LingerState = new LingerOption(true, 0);
                client.Connect(listener.EndPoint);
                listener.Accept().Dispose();
            }
        });
        listeners.ForEach(listener => listener.Dispose());
    }
}
