using System.Globalization;
using MeshLens.Core.Windows;
using Microsoft.Extensions.Logging;

namespace MeshLens.Grains.Edges;

/// <summary>Ticks the edges whose windows ended although no delta came to close them.</summary>
internal sealed partial class EdgeSweep(
    WindowClock clock, EdgeRegistry registry, GrainsInstruments instruments, ILogger<EdgeSweep> log)
{
    /// <summary>Calls in flight: ingest and readers must not wait behind many of them.</summary>
    private const int Concurrency = 4;

    /// <summary>A clock that is off by less than this was corrected, not set.</summary>
    private static readonly TimeSpan NoteworthyStep = TimeSpan.FromSeconds(2);

    private TimeSpan _reportedStep;

    public async Task Sweep(CancellationToken cancellation)
    {
        ReportClockStep();
        var now = clock.Now;
        var due = registry.All.Where(slot => slot.IsDue(registry.FirstOpen(slot, now)));
        var limits = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation };
        await Parallel.ForEachAsync(due, limits, async (slot, _) => await Tick(slot));
    }

    private async Task Tick(EdgeSlot slot)
    {
        try
        {
            await slot.Grain.Tick();
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            // The edge is moving or its silo is stopping; the next sweep finds it where it is then.
            instruments.TickFailed();
        }
    }

    private void ReportClockStep()
    {
        var step = clock.Step;
        if ((step - _reportedStep).Duration() >= NoteworthyStep)
        {
            LogClockStep(Signed(step - _reportedStep), Math.Abs(Math.Round(step.TotalSeconds, 1)), step < TimeSpan.Zero ? "ahead" : "behind");
            _reportedStep = step;
        }
    }

    private static string Signed(TimeSpan step) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(step.TotalSeconds):0.#} s {(step < TimeSpan.Zero ? "back" : "forward")}");

    [LoggerMessage(LogLevel.Warning,
        "The clock of this machine was set {Step}. Windows keep their own time, which is now {Seconds} s {Direction}; "
        + "restart MeshLens to take the new time over.")]
    private partial void LogClockStep(string step, double seconds, string direction);
}
