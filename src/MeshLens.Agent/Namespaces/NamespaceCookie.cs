using System.Runtime.InteropServices;
using MeshLens.Agent.Host;

namespace MeshLens.Agent.Namespaces;

/// <summary>The number by which kernel events name a network namespace (SO_NETNS_COOKIE, kernel 5.14).</summary>
internal static class NamespaceCookie
{
    private const int UnixFamily = 1;
    private const int Datagram = 2;
    private const int SocketLevel = 1;
    private const int CookieOption = 71;

    /// <summary>Cookie of the namespace the calling thread stands in; 0 when the kernel does not tell it.</summary>
    public static ulong OfThisThread()
    {
        var socket = LibC.Socket(UnixFamily, Datagram | LibC.CloseOnExec, 0);
        if (socket < 0)
        {
            return 0;
        }

        try
        {
            return Of(socket);
        }
        finally
        {
            _ = LibC.Close(socket);
        }
    }

    /// <summary>Cookie of the namespace a socket belongs to.</summary>
    public static ulong Of(int socket)
    {
        ulong cookie = 0;
        uint length = sizeof(ulong);
        var value = MemoryMarshal.AsBytes(new Span<ulong>(ref cookie));
        return LibC.GetSocketOption(socket, SocketLevel, CookieOption, value, ref length) == 0 ? cookie : 0;
    }
}
