using System.Runtime.InteropServices;

namespace MeshLens.Agent.Host;

/// <summary>The few calls of the C library that .NET does not offer.</summary>
internal static partial class LibC
{
    public const int ReadOnly = 0;
    /// <summary>A pipe without a writer would keep open() waiting.</summary>
    public const int DoNotWait = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int CurrentDirectory = -100;
    public const int EmptyPath = 0x1000;
    public const int NewNetwork = 0x40000000;

    public const int NotPermitted = 1;
    public const int NoEntry = 2;

    private const string Library = "libc";
    private const uint WantInode = 0x100;
    private const int StatxSize = 256;
    private const int StatxInodeOffset = 32;

    /// <summary>Inode of a path, or of a descriptor with <see cref="EmptyPath"/>. 0 when it cannot be told.</summary>
    // statx, because its structure is the same on every architecture and the one of stat is not.
    public static ulong Inode(int directory, string path, int flags)
    {
        Span<byte> answer = stackalloc byte[StatxSize];
        return Statx(directory, path, flags, WantInode, answer) == 0
            ? BitConverter.ToUInt64(answer[StatxInodeOffset..])
            : 0;
    }

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    /// <summary>Nanoseconds between two values of CLOCK_MONOTONIC_COARSE: one tick of the kernel. 0 when it is not told.</summary>
    public static long CoarseClockResolution()
    {
        const int MonotonicCoarse = 6;
        Span<long> secondsAndNanoseconds = stackalloc long[2];
        return ClockResolution(MonotonicCoarse, secondsAndNanoseconds) == 0 && secondsAndNanoseconds[0] == 0 ? secondsAndNanoseconds[1] : 0;
    }

    [LibraryImport(Library, EntryPoint = "clock_getres")]
    private static partial int ClockResolution(int clock, Span<long> resolution);

    [LibraryImport(Library, EntryPoint = "getppid")]
    public static partial int ParentProcess();

    /// <summary>Gives memory that was freed back to the kernel (glibc alone has it).</summary>
    [LibraryImport(Library, EntryPoint = "malloc_trim")]
    public static partial int TrimHeap(nuint keep);

    /// <summary>For requests without an argument.</summary>
    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, nuint request);

    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, Span<byte> buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, ReadOnlySpan<byte> data, nuint length);

    /// <summary>
    /// Waits until every processor has left what it was doing under the kernel's read lock, which is what programs run under.
    /// False where the kernel does not offer it (nohz_full).
    /// </summary>
    public static bool TryWaitForReaders()
    {
        const int Global = 1;
        var number = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 324,
            Architecture.Arm64 => 283,
            _ => 0,
        };
        return number != 0 && SystemCall(number, Global, 0, 0) == 0;
    }

    [LibraryImport(Library, EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third);

    [LibraryImport(Library, EntryPoint = "readlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint ReadLink(string path, Span<byte> target, nuint length);

    [LibraryImport(Library, EntryPoint = "setns", SetLastError = true)]
    public static partial int SetNamespace(int descriptor, int kind);

    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport(Library, EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetSocketOption(int socket, int level, int option, Span<byte> value, ref uint length);

    [LibraryImport(Library, EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int socket, ReadOnlySpan<byte> data, nuint length, int flags);

    [LibraryImport(Library, EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int socket, Span<byte> buffer, nuint length, int flags);

    [LibraryImport(Library, EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, Span<byte> answer);
}
