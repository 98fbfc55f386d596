using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>The few calls of the C library that .NET does not offer.</summary>
internal static unsafe partial class SystemFunctions
{
    public const int ReadOnly = 0;
    public const int CloseOnExec = 0x80000;
    public const int NonBlocking = 0x800;
    public const int ProtectRead = 1;
    public const int ProtectWrite = 2;
    public const int MapShared = 1;
    public const short PollIn = 1;

    [LibraryImport(NativeLibraryNames.C, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport(NativeLibraryNames.C, EntryPoint = "close")]
    public static partial int Close(nint fd);

    [LibraryImport(NativeLibraryNames.C, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(BpfFileHandle fd, byte* buffer, nuint size);

    [LibraryImport(NativeLibraryNames.C, EntryPoint = "mmap", SetLastError = true)]
    public static partial nint MapMemory(nint address, nuint size, int protection, int flags, int fd, long offset);

    [LibraryImport(NativeLibraryNames.C, EntryPoint = "munmap")]
    public static partial int UnmapMemory(nint address, nuint size);

    [LibraryImport(NativeLibraryNames.C, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint initial, int flags);

    [LibraryImport(NativeLibraryNames.C, EntryPoint = "eventfd_write")]
    public static partial int SignalEvent(BpfFileHandle fd, ulong value);

    [LibraryImport(NativeLibraryNames.C, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, int timeoutMs);

    [LibraryImport(NativeLibraryNames.C, EntryPoint = "vsnprintf")]
    public static partial int Format(byte* buffer, nuint size, byte* format, void* arguments);
}
