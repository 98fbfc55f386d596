using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>
/// A map's values in this process's memory, shared with the running programs: no system call per read. Do not use <see cref="Bytes"/> or
/// references into it after disposing it.
/// </summary>
public sealed unsafe class BpfMapMemory : IDisposable
{
    private readonly nuint _mapped;
    private nint _start;

    private BpfMapMemory(nint start, nuint mapped, int length) => (_start, _mapped, Length) = (start, mapped, length);

    /// <summary>Unmaps memory that was not disposed.</summary>
    ~BpfMapMemory() => Unmap();

    /// <summary>The bytes of all values, each rounded up to eight.</summary>
    public int Length { get; }

    /// <summary>The shared bytes.</summary>
    public Span<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_start == 0, this);
            return new Span<byte>((void*)_start, Length);
        }
    }

    /// <summary>A value at a byte offset, in place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would reach beyond the map.</exception>
    public ref T At<T>(int offset)
        where T : unmanaged => ref Unsafe.As<byte, T>(ref MemoryMarshal.GetReference(Bytes.Slice(offset, sizeof(T))));

    /// <inheritdoc/>
    public void Dispose()
    {
        Unmap();
        GC.SuppressFinalize(this);
    }

    internal static BpfMapMemory Map(int fd, int length, bool writable, string operation)
    {
        var page = (nuint)Environment.SystemPageSize;
        var mapped = ((nuint)length + page - 1) / page * page;
        var protection = SystemFunctions.ProtectRead | (writable ? SystemFunctions.ProtectWrite : 0);
        var start = SystemFunctions.MapMemory(0, mapped, protection, SystemFunctions.MapShared, fd, 0);
        return start != -1 ? new BpfMapMemory(start, mapped, length) : throw new BpfException(operation, Marshal.GetLastPInvokeError());
    }

    private void Unmap()
    {
        var start = Interlocked.Exchange(ref _start, 0);
        if (start != 0)
        {
            _ = SystemFunctions.UnmapMemory(start, _mapped);
        }
    }
}
