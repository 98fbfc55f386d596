using MeshLens.Lab.Native;

namespace MeshLens.Lab.Sockets;

/// <summary>Waiting with the resolution of the kernel's timers instead of whole milliseconds.</summary>
internal static class Wait
{
    /// <summary>1 when it happened, 0 when the time is over or a signal came early, -1 when the descriptor is unusable.</summary>
    public static unsafe int For(int descriptor, short wanted, TimeSpan timeout)
    {
        var poll = new PollDescriptor { Descriptor = descriptor, Wanted = wanted };
        var time = TimeSpec.FromNanoseconds((long)timeout.TotalNanoseconds);
        return Libc.Poll(&poll, 1, &time, null) switch
        {
            > 0 => 1,
            0 => 0,
            _ => System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == Libc.ErrorInterrupted ? 0 : -1,
        };
    }

    /// <summary>Lets the calling thread rest.</summary>
    public static unsafe void For(TimeSpan time)
    {
        if (time > TimeSpan.Zero)
        {
            var rest = TimeSpec.FromNanoseconds((long)time.TotalNanoseconds);
            _ = Libc.Poll(null, 0, &rest, null);
        }
    }
}
