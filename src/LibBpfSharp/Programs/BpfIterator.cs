using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>An attached iterator program. Each read makes the kernel walk its things (sockets, tasks, map elements) once more.</summary>
public sealed class BpfIterator : IDisposable
{
    private const int ReadBytes = 64 * 1024;

    private readonly BpfLink _link;
    private readonly string _name;

    internal BpfIterator(BpfLink link, string name) => (_link, _name) = (link, name);

    /// <summary>Begins a walk whose output (of bpf_seq_write or bpf_seq_printf) is read as a stream.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public Stream Open() => new BpfIteratorStream(Start(), _name);

    /// <summary>Walks for the program's side effects and drops its output.</summary>
    /// <returns>The number of bytes the program wrote.</returns>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public long Run()
    {
        Span<byte> buffer = stackalloc byte[4096];
        using var stream = Open();
        long total = 0;
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            total += read;
        }

        return total;
    }

    /// <summary>Walks and returns the records that the program wrote.</summary>
    /// <exception cref="BpfException">The kernel refused, or the output is not a whole number of records.</exception>
    public IReadOnlyList<T> ReadAll<T>()
        where T : unmanaged
    {
        var records = new List<T>();
        ReadAll(records);
        return records;
    }

    /// <summary>Walks and appends the records that the program wrote to a list the caller may reuse.</summary>
    /// <exception cref="BpfException">The kernel refused, or the output is not a whole number of records.</exception>
    public void ReadAll<T>(List<T> into)
        where T : unmanaged
    {
        using var stream = Open();
        var buffer = new byte[Math.Max(ReadBytes, Unsafe.SizeOf<T>())];
        var held = 0;
        for (int read; (read = stream.Read(buffer, held, buffer.Length - held)) > 0;)
        {
            held += read;
            var whole = held - (held % Unsafe.SizeOf<T>());
            into.AddRange(MemoryMarshal.Cast<byte, T>(buffer.AsSpan(0, whole)));
            buffer.AsSpan(whole, held - whole).CopyTo(buffer);
            held -= whole;
        }

        if (held > 0)
        {
            throw new BpfException($"read iterator {_name}", $"{held} bytes are left over after the last record of {Unsafe.SizeOf<T>()} bytes.");
        }
    }

    /// <summary>Detaches the iterator; streams that are open finish undisturbed.</summary>
    public void Dispose() => _link.Dispose();

    private BpfFileHandle Start()
    {
        using var lease = new Lease(_link);
        var fd = LinkFunctions.CreateIterator(LinkFunctions.FileDescriptor(_link));
        return new BpfFileHandle(BpfException.ThrowIfNegative(fd, $"start iterator {_name}"));
    }
}
