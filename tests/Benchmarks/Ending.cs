using System.Runtime.InteropServices;

namespace Benchmarks;

/// <summary>
/// Told when the program is to end. A benchmark that waits with <see cref="Token"/> takes down what it has set up; one that does not is
/// ended soon after. A server inside a benchmark would only stop itself on such a signal.
/// </summary>
internal static class Ending
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly CancellationTokenSource Told = new();

    public static CancellationToken Token => Told.Token;

    /// <summary>As shells know it: 128 and the number of the signal.</summary>
    public static int ExitCode { get; private set; }

    /// <summary>Heeds SIGTERM and SIGINT from now on.</summary>
    public static IDisposable Heed()
    {
        var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, static signal => End(signal, 15));
        var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static signal => End(signal, 2));
        return new Registrations(terminate, interrupt);
    }

    private static void End(PosixSignalContext signal, int number)
    {
        (signal.Cancel, ExitCode) = (true, 128 + number);
        _ = Task.Delay(Patience).ContinueWith(static _ => Environment.Exit(ExitCode), TaskScheduler.Default);
        Told.Cancel();
    }

    private sealed record Registrations(IDisposable Terminate, IDisposable Interrupt) : IDisposable
    {
        public void Dispose()
        {
            Terminate.Dispose();
            Interrupt.Dispose();
        }
    }
}
