using System.Runtime.InteropServices;
using MeshLens.Agent.Host;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Probing;

/// <summary>One connection that is set up to be timed, and dropped.</summary>
/// <remarks>
/// What is told is the kernel's own measure of the handshake, from the SYN leaving to its answer arriving, whenever this process looks:
/// a fresh connection's smoothed round trip is that one sample, exact to a microsecond. Later it would follow delayed acknowledgements,
/// and so the handler. A SYN that was sent again has no exact time and is a packet that was lost.
/// </remarks>
internal static class TcpProbe
{
    private const int Stream = 1;
    private const int SocketLevel = 1;
    private const int Linger = 13;
    private const int ErrorOption = 4;
    private const int TcpLevel = 6;
    private const int TcpInformation = 11;
    private const int InformationBytes = 152;
    private const int RttAt = 68;
    private const int RetransmitsAt = 100;
    private const byte Established = 1;
    private const byte SynSent = 2;
    private const byte CloseWait = 8;

    private const int Refused = 111;
    private const int Reset = 104;
    private const int TimedOut = 110;
    private const int HostUnreachable = 113;
    private const int NetworkUnreachable = 101;

    // On, zero seconds: closing sends a reset, so that no probe leaves a socket behind that waits for a minute.
    private static readonly byte[] DropAtOnce = [1, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Begins; the descriptor, or negative with the outcome.</summary>
    public static int Begin(RawAddress target, bool drops, out Outcome outcome)
    {
        outcome = default;
        var socket = LibC.Socket(target.Family, Stream | LibC.SocketNonBlocking | LibC.SocketCloseOnExec, 0);
        if (socket < 0)
        {
            outcome = new(ProbeOutcome.NotSent);
            return -1;
        }

        if (drops)
        {
            _ = LibC.SetSocketOption(socket, SocketLevel, Linger, DropAtOnce, (uint)DropAtOnce.Length);
        }

        if (LibC.Connect(socket, target.Bytes, (uint)target.Bytes.Length) == 0 || Marshal.GetLastPInvokeError() == LibC.InProgress)
        {
            return socket;
        }

        outcome = new(OfError(Marshal.GetLastPInvokeError()));
        _ = LibC.Close(socket);
        return -1;
    }

    /// <summary>Whether it ended, and how.</summary>
    public static bool IsOver(int socket, out Outcome outcome)
    {
        Span<byte> information = stackalloc byte[InformationBytes];
        information.Clear();
        uint length = InformationBytes;
        outcome = default;
        if (LibC.GetSocketOption(socket, TcpLevel, TcpInformation, information, ref length) != 0)
        {
            outcome = new(ProbeOutcome.NotSent);
            return true;
        }

        var retransmits = MemoryMarshal.Read<uint>(information[RetransmitsAt..]);
        switch (information[0])
        {
            case SynSent:
                return false;
            case Established or CloseWait:
                outcome = retransmits > 0 ? new(ProbeOutcome.Lost) : new(ProbeOutcome.Answered, MemoryMarshal.Read<uint>(information[RttAt..]) * 1_000L);
                return true;
            default:
                outcome = new(OfError(PendingError(socket)));
                return true;
        }
    }

    public static void End(int socket) => _ = LibC.Close(socket);

    private static int PendingError(int socket)
    {
        Span<byte> error = stackalloc byte[sizeof(int)];
        uint length = sizeof(int);
        return LibC.GetSocketOption(socket, SocketLevel, ErrorOption, error, ref length) == 0 ? MemoryMarshal.Read<int>(error) : 0;
    }

    private static ProbeOutcome OfError(int error) => error switch
    {
        Refused or Reset => ProbeOutcome.Refused,
        HostUnreachable or NetworkUnreachable => ProbeOutcome.Unreachable,
        TimedOut => ProbeOutcome.Lost,
        _ => ProbeOutcome.NotSent,
    };
}
