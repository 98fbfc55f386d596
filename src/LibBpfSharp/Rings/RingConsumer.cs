using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>One handler behind a native callback. What the handler throws stops the ring and stays on this side of the native frames.</summary>
internal sealed unsafe class RingConsumer(RingBufferHandler handler, RingState state)
{
    /// <summary>libbpf's <c>ring_buffer_sample_fn</c>; a negative return ends the consumption after this record.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int OnRecord(nint context, byte* data, nuint size) =>
        GCHandle<RingConsumer>.FromIntPtr(context).Target.Accept(new ReadOnlySpan<byte>(data, (int)size));

    private int Accept(ReadOnlySpan<byte> record)
    {
        try
        {
            handler(record);
        }
        catch (Exception e)
        {
            state.Fail(e);
        }

        return state.IsStopping ? -Errno.Canceled : 0;
    }
}
