using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>libbpf's functions on <c>struct ring_buffer</c>.</summary>
internal static unsafe partial class RingFunctions
{
    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "ring_buffer__new", SetLastError = true)]
    public static partial nint New(int mapFd, delegate* unmanaged[Cdecl]<nint, byte*, nuint, int> onSample, nint context, nint options);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "ring_buffer__add")]
    public static partial int Add(RingBufferHandle ring, int mapFd, delegate* unmanaged[Cdecl]<nint, byte*, nuint, int> onSample, nint context);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "ring_buffer__free")]
    public static partial void Free(nint ring);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "ring_buffer__consume")]
    public static partial int Consume(RingBufferHandle ring);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "ring_buffer__poll")]
    public static partial int Poll(RingBufferHandle ring, int timeoutMs);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "ring_buffer__epoll_fd")]
    public static partial int EpollFd(RingBufferHandle ring);
}
