using System.Runtime.InteropServices;

namespace Benchmarks.Agent;

/// <summary>Blocking IPv4 sockets without the machinery of .NET, so that the load costs less than what it measures.</summary>
internal static partial class Sockets
{
    private const int Internet = 2;
    private const int Stream = 1;
    private const int CloseOnExec = 0x80000;

    public static int Open() => Socket(Internet, Stream | CloseOnExec, 0);

    /// <summary>A connected socket.</summary>
    /// <exception cref="InvalidOperationException">Nobody listens there.</exception>
    public static int ConnectTo(uint address, ushort port)
    {
        var socket = Open();
        return Connect(socket, Address(address, port), 16) == 0 ? socket : throw new InvalidOperationException($"Cannot connect to port {port}.");
    }

    /// <summary>The next connection of a listener; negative when it was shut down.</summary>
    public static int AcceptFrom(int listener) => Accept(listener, 0, 0, CloseOnExec);

    /// <summary>Connects, sends a byte, reads the answer and closes; false when any of it failed.</summary>
    public static bool Exchange(uint address, ushort port)
    {
        var socket = Open();
        Span<byte> data = stackalloc byte[1];
        var done = Connect(socket, Address(address, port), 16) == 0 && Send(socket, data, 1, 0) == 1 && Receive(socket, data, 1, 0) == 1;
        _ = Close(socket);
        return done;
    }

    /// <summary>Accepts a connection, answers one byte, waits for its end and closes; false when the listener was shut down.</summary>
    public static bool Serve(int listener)
    {
        var socket = AcceptFrom(listener);
        if (socket < 0)
        {
            return false;
        }

        Span<byte> data = stackalloc byte[1];
        if (Receive(socket, data, 1, 0) == 1)
        {
            _ = Send(socket, data, 1, 0);
        }

        _ = Close(socket);
        return true;
    }

    public static void Listen(int socket, ushort port, int backlog)
    {
        if (Bind(socket, Address(0, port), 16) != 0 || ListenOn(socket, backlog) != 0)
        {
            throw new InvalidOperationException($"Cannot listen on port {port}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "shutdown")]
    public static partial int Shutdown(int socket, int how);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int socket);

    [LibraryImport("libc", EntryPoint = "send")]
    public static partial nint Send(int socket, ReadOnlySpan<byte> data, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv")]
    public static partial nint Receive(int socket, Span<byte> data, nint length, int flags);

    // struct sockaddr_in: family in host order, port and address in network order, eight bytes of nothing.
    private static byte[] Address(uint address, ushort port) =>
    [
        Internet, 0, (byte)(port >> 8), (byte)port,
        (byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    [LibraryImport("libc", EntryPoint = "socket")]
    private static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind")]
    private static partial int Bind(int socket, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "listen")]
    private static partial int ListenOn(int socket, int backlog);

    [LibraryImport("libc", EntryPoint = "connect")]
    private static partial int Connect(int socket, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "accept4")]
    private static partial int Accept(int socket, nint address, nint length, int flags);
}
