using System.Runtime.InteropServices;
using System.Text;

namespace LibBpfSharp;

/// <summary>
/// The one exception of this library for what the kernel or libbpf refused: what was tried, the error number with its name, and what
/// libbpf and the verifier said about it.
/// </summary>
public sealed class BpfException : Exception
{
    private const int LogLinesInMessage = 30;

    /// <summary>Creates the exception for <paramref name="operation"/>, which failed with <paramref name="errno"/>.</summary>
    public BpfException(string operation, int errno, BpfLoadLog? log = null)
        : base(Describe(operation, Math.Abs(errno), log))
    {
        Operation = operation;
        Errno = Math.Abs(errno);
        Log = log;
    }

    internal BpfException(string operation, string reason)
        : base($"{operation}: {reason}") => Operation = operation;

    /// <summary>What was tried, such as <c>load basics</c> or <c>attach on_connect</c>.</summary>
    public string Operation { get; }

    /// <summary>The positive error number; zero when libbpf itself is missing or too old.</summary>
    public int Errno { get; }

    /// <summary>The symbolic name of <see cref="Errno"/>, such as <c>EPERM</c>.</summary>
    public string ErrnoName => LibBpfSharp.ErrnoName.Of(Errno);

    /// <summary>What libbpf said during the operation, or null when it said nothing.</summary>
    public BpfLoadLog? Log { get; }

    /// <summary>The verifier's log when a program was refused, or null.</summary>
    public string? VerifierLog => Log?.Verifier;

    /// <summary>Throws when <paramref name="result"/>, a native return value, is negative; otherwise returns it.</summary>
    internal static int ThrowIfNegative(int result, string operation) => result >= 0 ? result : throw new BpfException(operation, result);

    private static string Describe(string operation, int errno, BpfLoadLog? log)
    {
        var text = new StringBuilder($"{operation}: {LibBpfSharp.ErrnoName.Of(errno)} ({Explain(errno)})");
        foreach (var message in log?.Messages ?? [])
        {
            text.Append('\n').Append(message);
        }

        if (log?.Verifier is { } verifier)
        {
            text.Append("\nverifier log, last lines:\n").Append(Tail(verifier));
        }

        return text.ToString();
    }

    private static string Explain(int errno) => errno switch
    {
        1 => "not permitted: run as root or grant CAP_BPF and CAP_PERFMON",
        524 => "not supported by this kernel",
        >= 4000 => "reported by libbpf",
        _ => Marshal.GetPInvokeErrorMessage(errno),
    };

    private static string Tail(string log)
    {
        var lines = log.TrimEnd().Split('\n');
        return string.Join('\n', lines.AsSpan(Math.Max(0, lines.Length - LogLinesInMessage))!);
    }
}
