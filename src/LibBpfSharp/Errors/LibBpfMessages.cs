using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>
/// Where libbpf's messages go. By default nowhere: libbpf would print them on the process's standard error. Warnings of an operation
/// that fails are kept for its exception in any case.
/// </summary>
public static unsafe class LibBpfMessages
{
    /// <summary>Room for a va_list on every architecture: 24 bytes on x86-64, 32 on arm64.</summary>
    private const int ArgumentListBytes = 32;

    [ThreadStatic]
    private static List<string>? t_captured;

    private static volatile Subscription? s_subscription;
    private static int s_installed;

    /// <summary>
    /// Routes messages up to <paramref name="level"/> to <paramref name="handler"/>, or silences them when it is null. The handler runs
    /// on the thread that called libbpf; what it throws is dropped, because nothing may be thrown across libbpf's frames.
    /// </summary>
    public static void Route(Action<BpfMessageLevel, string>? handler, BpfMessageLevel level = BpfMessageLevel.Warning)
    {
        s_subscription = handler is null ? null : new Subscription(handler, level);
        LibBpf.EnsureAvailable();
    }

    /// <summary>Takes the place of libbpf's own printing, once per process.</summary>
    internal static void Install()
    {
        if (Interlocked.Exchange(ref s_installed, 1) == 0)
        {
            LibraryFunctions.SetPrint(&OnMessage);
        }
    }

    /// <summary>Begins to keep this thread's warnings, until <see cref="EndCapture"/>.</summary>
    internal static void BeginCapture() => t_captured = [];

    /// <summary>Returns what was kept since <see cref="BeginCapture"/>.</summary>
    internal static BpfLoadLog? EndCapture()
    {
        var log = BpfLoadLog.Parse(t_captured ?? []);
        t_captured = null;
        return log;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnMessage(int level, byte* format, nint arguments)
    {
        var subscription = s_subscription;
        var captured = level == (int)BpfMessageLevel.Warning ? t_captured : null;
        var wanted = subscription is not null && level <= (int)subscription.Level;
        if (captured is null && !wanted)
        {
            return 0;
        }

        try
        {
            var text = Format(format, (byte*)arguments);
            captured?.Add(text);
            if (wanted)
            {
                subscription!.Handler((BpfMessageLevel)level, text);
            }
        }
        catch (Exception)
        {
            // A throw would unwind through libbpf's frames and end the process; a lost message does not.
        }

        return 0;
    }

    /// <summary>Formats twice, first for the length. Formatting consumes the argument list, so it works on a copy each time.</summary>
    private static string Format(byte* format, byte* arguments)
    {
        var copy = stackalloc byte[ArgumentListBytes];
        Buffer.MemoryCopy(arguments, copy, ArgumentListBytes, ArgumentListBytes);
        var length = SystemFunctions.Format(null, 0, format, copy);
        if (length <= 0)
        {
            return string.Empty;
        }

        var buffer = new byte[length + 1];
        fixed (byte* start = buffer)
        {
            _ = SystemFunctions.Format(start, (nuint)buffer.Length, format, arguments);
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private sealed record Subscription(Action<BpfMessageLevel, string> Handler, BpfMessageLevel Level);
}
