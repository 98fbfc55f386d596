using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>
/// Owns a <c>struct ring_buffer</c>, its epoll descriptor and its mappings, and the handles by which its callbacks find their consumers:
/// both must outlive a poll that is still under way.
/// </summary>
internal sealed class RingBufferHandle : SafeHandle
{
    private readonly List<GCHandle<RingConsumer>> _consumers = [];

    public RingBufferHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Keeps a consumer alive as long as the ring, and returns what its callback receives.</summary>
    public nint Keep(RingConsumer consumer)
    {
        var kept = new GCHandle<RingConsumer>(consumer);
        _consumers.Add(kept);
        return GCHandle<RingConsumer>.ToIntPtr(kept);
    }

    /// <summary>Frees the consumers of a ring that could not be made.</summary>
    public void Abandon()
    {
        FreeConsumers();
        SetHandleAsInvalid();
    }

    public void Own(nint ring) => SetHandle(ring);

    protected override bool ReleaseHandle()
    {
        RingFunctions.Free(handle);
        FreeConsumers();
        return true;
    }

    private void FreeConsumers()
    {
        foreach (var consumer in _consumers)
        {
            consumer.Dispose();
        }

        _consumers.Clear();
    }
}
