using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MeshLens.Agent.Host;
using MeshLens.Agent.Namespaces;

namespace MeshLens.Agent.Listeners;

/// <summary>
/// Asks the kernel for the listening sockets of the namespace in which the calling thread stands. sock_diag walks only the
/// listening sockets; a BPF iterator over TCP sockets walks the whole table of connections as well, which takes twenty times as
/// long on an idle machine. It needs no privilege.
/// </summary>
internal static class SocketDiagnostics
{
    private const int NetlinkFamily = 16;
    private const int Raw = 3;
    private const int DiagnosticProtocol = 4;
    private const int BufferSize = 32 * 1024;

    /// <exception cref="Win32Exception">The kernel does not offer it (tcp_diag is missing), or refused.</exception>
    public static List<ListeningSocket> Read(NetworkNamespace here)
    {
        var socket = LibC.Socket(NetlinkFamily, Raw | LibC.CloseOnExec, DiagnosticProtocol);
        if (socket < 0)
        {
            throw Failure(Marshal.GetLastPInvokeError());
        }

        try
        {
            var sockets = new List<ListeningSocket>();
            Dump(socket, AddressFamily.InterNetwork, here, sockets);
            Dump(socket, AddressFamily.InterNetworkV6, here, sockets);
            return sockets;
        }
        finally
        {
            _ = LibC.Close(socket);
        }
    }

    private static void Dump(int socket, AddressFamily family, NetworkNamespace here, List<ListeningSocket> into)
    {
        Span<byte> request = stackalloc byte[DiagnosticMessages.RequestSize];
        DiagnosticMessages.WriteRequest(request, family);
        if (LibC.Send(socket, request, (nuint)request.Length, 0) < 0)
        {
            throw Failure(Marshal.GetLastPInvokeError());
        }

        Span<byte> answer = stackalloc byte[BufferSize];
        for (var reply = default(DiagnosticReply); !reply.Done;)
        {
            var length = LibC.Receive(socket, answer, (nuint)answer.Length, 0);
            reply = length > 0
                ? DiagnosticMessages.Read(answer[..(int)length], here, into)
                : throw Failure(Marshal.GetLastPInvokeError());
            if (reply.Error != 0)
            {
                throw Failure(reply.Error);
            }
        }
    }

    private static Win32Exception Failure(int error) =>
        new(error, $"The kernel does not tell its listening sockets (sock_diag): {Marshal.GetPInvokeErrorMessage(error)}.");
}
