using System.Runtime.InteropServices;

namespace MeshLens.Agent.Host;

/// <content>Sockets whose kernel timestamps are read, which .NET's do not offer.</content>
internal static unsafe partial class LibC
{
    public const int InterruptedCall = 4;
    public const int TryAgain = 11;
    public const int PermissionDenied = 13;
    public const int InProgress = 115;

    public const short PollIn = 1;
    public const short PollOut = 4;
    public const short PollError = 8;

    /// <summary>Beside a socket's type.</summary>
    public const int SocketNonBlocking = 0x800;

    /// <inheritdoc cref="SocketNonBlocking"/>
    public const int SocketCloseOnExec = 0x80000;

    [LibraryImport(Library, EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int socket, ReadOnlySpan<byte> address, uint length);

    [LibraryImport(Library, EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int socket, ReadOnlySpan<byte> address, uint length);

    [LibraryImport(Library, EntryPoint = "getsockname", SetLastError = true)]
    public static partial int SocketName(int socket, Span<byte> address, ref uint length);

    [LibraryImport(Library, EntryPoint = "listen", SetLastError = true)]
    public static partial int Listen(int socket, int backlog);

    [LibraryImport(Library, EntryPoint = "accept4", SetLastError = true)]
    public static partial int Accept(int socket, nint address, nint length, int flags);

    [LibraryImport(Library, EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetSocketOption(int socket, int level, int option, ReadOnlySpan<byte> value, uint length);

    [LibraryImport(Library, EntryPoint = "sendto", SetLastError = true)]
    public static partial nint SendTo(int socket, ReadOnlySpan<byte> data, nuint length, int flags, ReadOnlySpan<byte> address, uint addressLength);

    [LibraryImport(Library, EntryPoint = "recvmsg", SetLastError = true)]
    public static partial nint ReceiveMessage(int socket, MessageHeader* message, int flags);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(Span<PollDescriptor> descriptors, nuint count, int timeoutMs);

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventDescriptor(uint initial, int flags);
}
