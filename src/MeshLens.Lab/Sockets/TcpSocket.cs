using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using MeshLens.Lab.Native;

namespace MeshLens.Lab.Sockets;

/// <summary>
/// A TCP connection on plain system calls: a wait with a timeout, then one read. The services' own measurements and the
/// starved-caller fault need that moment between "there is something to read" and reading it, which .NET's sockets hide.
/// </summary>
internal sealed class TcpSocket : IConnection
{
    private const int Stream = 1 | Libc.OpenNonBlocking | Libc.OpenCloseOnExec;
    private const int TcpLevel = 6;
    private const int NoDelay = 1;
    private const int SocketLevel = 1;
    private const int SocketError = 4;
    private const int NoSignal = 0x4000; // MSG_NOSIGNAL
    private const int PeekOnly = 2; // MSG_PEEK

    private readonly Descriptor _descriptor;

    public TcpSocket(Descriptor descriptor)
    {
        _descriptor = descriptor;
        var on = 1;
        _ = Libc.SetSocketOption(descriptor.Value, TcpLevel, NoDelay, in on, sizeof(int));
    }

    /// <summary>Connects without blocking and waits for the outcome; 0, or the errno it failed with.</summary>
    /// <param name="from">The address to come from; null leaves it to the kernel.</param>
    public static int TryConnect(IPEndPoint peer, TimeSpan timeout, out TcpSocket socket, IPAddress? from = null)
    {
        var address = peer.Serialize();
        socket = new TcpSocket(Descriptor.Own(Libc.Socket((int)peer.AddressFamily == 23 ? 10 : 2, Stream, 0), "A socket cannot be created"));
        if (from is not null && !socket.TryBind(from))
        {
            return Marshal.GetLastPInvokeError();
        }

        if (Libc.Connect(socket._descriptor.Value, in address.Buffer.Span[0], (uint)address.Size) == 0)
        {
            return 0;
        }

        var errno = Marshal.GetLastPInvokeError();
        return errno == Libc.ErrorInProgress ? socket.AwaitConnected(timeout) : errno;
    }

    public bool IsReadable => Wait.For(_descriptor.Value, Libc.PollIn, TimeSpan.FromTicks(1)) != 0;

    public bool AwaitReadable(TimeSpan timeout) => Await(Libc.PollIn, timeout);

    public int Receive(Span<byte> buffer) => Receive(buffer, flags: 0);

    /// <summary>As <see cref="Receive(Span{byte})"/>, and leaves it there to be read.</summary>
    public int Peek(Span<byte> buffer) => Receive(buffer, PeekOnly);

    public bool Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var sent = (int)Libc.Send(_descriptor.Value, in MemoryMarshal.GetReference(bytes), bytes.Length, NoSignal);
            if (sent < 0 && !MayRetry())
            {
                return false;
            }

            bytes = bytes[Math.Max(0, sent)..];
        }

        return true;
    }

    public void Dispose() => _descriptor.Dispose();

    private int Receive(Span<byte> buffer, int flags)
    {
        while (true)
        {
            var read = (int)Libc.Receive(_descriptor.Value, ref MemoryMarshal.GetReference(buffer), buffer.Length, flags);
            if (read >= 0 || Marshal.GetLastPInvokeError() != Libc.ErrorInterrupted)
            {
                return read;
            }
        }
    }

    private bool TryBind(IPAddress address)
    {
        var local = new IPEndPoint(address, 0).Serialize();
        return Libc.Bind(_descriptor.Value, in local.Buffer.Span[0], (uint)local.Size) == 0;
    }

    private bool MayRetry() => Marshal.GetLastPInvokeError() switch
    {
        Libc.ErrorInterrupted => true,
        Libc.ErrorAgain => Await(Libc.PollOut, TimeSpan.FromSeconds(5)),
        _ => false,
    };

    private int AwaitConnected(TimeSpan timeout)
    {
        const int timedOut = 110; // ETIMEDOUT, as the kernel itself would say it after two minutes
        if (!Await(Libc.PollOut, timeout))
        {
            return timedOut;
        }

        var error = 0;
        uint length = sizeof(int);
        _ = Libc.GetSocketOption(_descriptor.Value, SocketLevel, SocketError, ref error, ref length);
        return error;
    }

    private bool Await(short wanted, TimeSpan timeout)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = timeout - Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            var happened = Wait.For(_descriptor.Value, wanted, left);
            if (happened != 0)
            {
                return happened > 0;
            }
        }
    }
}
