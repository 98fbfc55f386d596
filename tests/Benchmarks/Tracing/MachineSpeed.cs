using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Benchmarks.Tracing;

/// <summary>Notes when the machine itself was slow: a fixed bit of arithmetic, again and again, by the processor time that it took its thread.</summary>
/// <remarks>
/// Waiting for a processor that another program has is no processor time, so what the server under test uses cannot hide here. What a
/// hypervisor takes away without saying so is: the same arithmetic takes ten times as long then, in every process at once.
/// </remarks>
internal sealed partial class MachineSpeed : IDisposable
{
    private const int Additions = 20_000;
    private const int ThreadTime = 3;
    private const double Slow = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(4);

    private readonly Lock _gate = new();
    private readonly List<(long From, long To, long Took)> _looks = [];
    private readonly Thread _thread;
    private volatile bool _isEnding;

    public MachineSpeed()
    {
        _thread = new(Watch) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>When it ran at less than a quarter of its usual speed since this was asked last, in time stamps, in order.</summary>
    public List<(long From, long To)> SlowTimes()
    {
        lock (_gate)
        {
            var usual = _looks.Count == 0 ? 0 : _looks.Select(static look => look.Took).Order().ElementAt(_looks.Count / 2);
            List<(long From, long To)> slow = [.. _looks.Where(look => look.Took > Slow * usual).Select(static look => (look.From, look.To))];
            _looks.Clear();
            return slow;
        }
    }

    public void Dispose()
    {
        _isEnding = true;
        _thread.Join();
    }

    // A look tells of the time since the one before it, too.
    private void Watch()
    {
        var before = Stopwatch.GetTimestamp();
        while (!_isEnding)
        {
            Thread.Sleep(Pause);
            var took = Spend();
            var now = Stopwatch.GetTimestamp();
            lock (_gate)
            {
                _looks.Add((before, now, took));
            }

            before = now;
        }
    }

    private static long Spend()
    {
        var began = ProcessorTime();
        var sum = 1.0;
        for (var i = 0; i < Additions; i++)
        {
            sum = (sum * 1.0000001) + 1e-9;
        }

        GC.KeepAlive(sum);
        return ProcessorTime() - began;
    }

    private static long ProcessorTime()
    {
        _ = ClockGetTime(ThreadTime, out var time);
        return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
