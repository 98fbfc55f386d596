using System.Diagnostics.Metrics;
using MeshLens.Core.Windows;
using MeshLens.Grains.Edges;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MeshLens.Grains.Tests.Hosting;

public sealed class ClockStepTests
{
    [Theory]
    [InlineData(-3600, "set 3600 s back", "3600 s ahead")]
    [InlineData(90, "set 90 s forward", "90 s behind")]
    public async Task Sweep_ClockWasSet_SaysWhichWayWithoutASign(int seconds, string set, string kept)
    {
        var time = new SteppingTime();
        var log = new RecordingLog<EdgeSweep>();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var sweep = new EdgeSweep(
            new WindowClock(time),
            new EdgeRegistry(Options.Create(new GrainsOptions()), new WindowClock(time)),
            new GrainsInstruments(services.GetRequiredService<IMeterFactory>()),
            log);

        time.Step = TimeSpan.FromSeconds(seconds);
        await sweep.Sweep(CancellationToken.None);
        await sweep.Sweep(CancellationToken.None);

        var said = Assert.Single(log.Warnings);
        Assert.Contains(set, said, StringComparison.Ordinal);
        Assert.Contains(kept, said, StringComparison.Ordinal);
    }

    private sealed class SteppingTime : TimeProvider
    {
        public TimeSpan Step { get; set; }

        public override DateTimeOffset GetUtcNow() => Summaries.Now + Step;

        public override long GetTimestamp() => 0;
    }
}
