using System.Globalization;
using System.Text;
using MeshLens.Core.Identity;
using MeshLens.Metrics.Discovery;
using MeshLens.Metrics.Scraping;
using MeshLens.Metrics.Tracking;
using Microsoft.AspNetCore.Http;
using static MeshLens.Metrics.Tests.Scraping.Sidecars;

namespace MeshLens.Metrics.Tests.Scraping;

public sealed class ScrapeLoopTests
{
    private const string Good = "istio_requests_total{reporter=\"source\"} ";

    [Fact]
    public async Task Turn_ATarget_IsAskedOncePerInterval()
    {
        var asked = 0;
        await using var target = await FakeTarget.StartAsync(context => context.Response.WriteAsync($"{Good}{100 * ++asked}\n"));
        using var rig = new LoopRig([target.Address]);

        for (var second = 0; second < 50; second++)
        {
            await rig.StepAsync(1);
        }

        Assert.Equal(5, asked);
        Assert.Equal([100, 100, 100, 100], rig.Taker.Gains);
        Assert.Equal((1, 0, 5L), (rig.Loop.Status.Answering, rig.Loop.Status.Failing, rig.Loop.Status.Scrapes));
    }

    [Fact]
    public async Task Turn_OneThatFails_IsAskedLessAndLessOftenAndTold()
    {
        var asked = 0;
        await using var target = await FakeTarget.StartAsync(context =>
        {
            asked++;
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        using var rig = new LoopRig([target.Address]);

        for (var minute = 0; minute < 60; minute++)
        {
            await rig.StepAsync(60);
        }

        Assert.InRange(asked, 10, 20);
        var trouble = Assert.Single(rig.Loop.Status.Troubles);
        Assert.Equal((ScrapeFailure.Refused, "The answer was 503.", asked), (trouble.Failure, trouble.Reason, trouble.Times));
        Assert.InRange(trouble.Since - rig.Time.Start, TimeSpan.Zero, TimeSpan.FromSeconds(70));
    }

    [Fact]
    public async Task Turn_OneThatRecovers_IsAskedAsBefore()
    {
        var (asked, fails) = (0, true);
        await using var target = await FakeTarget.StartAsync(context =>
        {
            asked++;
            context.Response.StatusCode = fails ? 500 : 200;
            return fails ? Task.CompletedTask : context.Response.WriteAsync($"{Good}{asked}\n");
        });
        using var rig = new LoopRig([target.Address]);
        await rig.StepAsync();
        await rig.StepAsync(20);
        fails = false;
        await rig.StepAsync(40);
        var before = asked;

        await rig.StepAsync();
        await rig.StepAsync();

        Assert.Equal(2, asked - before);
        Assert.Empty(rig.Loop.Status.Troubles);
    }

    [Fact]
    public async Task Turn_SlowHugeAndGarbageTargets_FailAloneAndTheGoodOneIsTaken()
    {
        var slowAsked = new TaskCompletionSource();
        await using var good = await FakeTarget.StartAsync(static context => context.Response.WriteAsync($"{Good}7\n"));
        await using var garbage = await FakeTarget.StartAsync(static context => context.Response.Body.WriteAsync(new byte[5000]).AsTask());
        await using var huge = await FakeTarget.StartAsync(static context => context.Response.WriteAsync(new string('#', 2_000_000)));
        await using var slow = await FakeTarget.StartAsync(async context =>
        {
            await context.Response.WriteAsync(Good);
            await context.Response.Body.FlushAsync();
            slowAsked.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        });
        using var rig = new LoopRig([good.Address, garbage.Address, huge.Address, slow.Address]);

        rig.Turn();
        await slowAsked.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await UntilAsync(() => rig.Loop.Status is { Answering: 1, Failing: 2 });
        rig.Time.Advance(TimeSpan.FromSeconds(6));
        await rig.Loop.WhenIdleAsync();

        var status = rig.Loop.Status;
        Assert.Equal((1, 3), (status.Answering, status.Failing));
        Assert.Equal(
            [(garbage.Address, ScrapeFailure.Malformed), (huge.Address, ScrapeFailure.Malformed), (slow.Address, ScrapeFailure.TimedOut)],
            status.Troubles.Select(static trouble => (trouble.Address, trouble.Failure)).OrderBy(trouble => Array.IndexOf([garbage.Address, huge.Address, slow.Address], trouble.Address)));
        Assert.Equal(1, status.Series);
    }

    [Fact]
    public async Task Turn_ATargetThatRestarts_CountsFromItsRestart()
    {
        double[] told = [1000, 1010, 7, 9];
        var asked = 0;
        await using var target = await FakeTarget.StartAsync(context => context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{Good}{told[asked++]}\n")));
        using var rig = new LoopRig([target.Address]);

        for (var scrape = 0; scrape < told.Length; scrape++)
        {
            await rig.StepAsync();
        }

        Assert.Equal([10, 7, 2], rig.Taker.Gains);
        Assert.Equal(1, rig.Taker.Taken.Sum(static taken => taken.Result.Resets));
    }

    [Fact]
    public async Task Turn_TheSameTextTwice_GainsNothing()
    {
        await using var target = await FakeTarget.StartAsync(static context => context.Response.WriteAsync($"{Good}7\n{Good}7\n"));
        using var rig = new LoopRig([target.Address]);

        await rig.StepAsync();
        await rig.StepAsync();

        Assert.Equal(2, rig.Taker.Taken.Count);
        Assert.Empty(rig.Taker.Gains);
    }

    [Fact]
    public async Task Turn_ATargetThatVanishes_IsForgotten()
    {
        using var handler = new StubHandler(static _ => Encoding.UTF8.GetBytes($"{Good}7\n"));
        using var rig = new LoopRig([], handler);
        var feed = rig.Index.AddFeed(MeshSource.Kubernetes, "k1");
        Put(feed, "cart-1", "10.0.0.1");
        Put(feed, "cart-2", "10.0.0.2");
        await rig.StepAsync();
        Assert.Equal((2, 2, 2), (rig.Loop.Status.Kinds[TargetKind.Sidecar], rig.Loop.Status.Answering, rig.Loop.Status.Series));

        feed.RemoveWorkload("cart-1", rig.Time.GetUtcNow());
        await rig.StepAsync();

        Assert.Equal((1, 1, 1), (rig.Loop.Status.Kinds[TargetKind.Sidecar], rig.Loop.Status.Answering, rig.Loop.Status.Series));
        Assert.Equal("cart-2", rig.Taker.Taken.Last().Owner!.Pod);
    }

    [Fact]
    public async Task Turn_AnAddressThatIsAnothersNow_BeginsAnew()
    {
        using var handler = new StubHandler(static _ => Encoding.UTF8.GetBytes($"{Good}7\n"));
        using var rig = new LoopRig([], handler);
        var feed = rig.Index.AddFeed(MeshSource.Kubernetes, "k1");
        Put(feed, "cart-1", "10.0.0.1");
        await rig.StepAsync();
        feed.RemoveWorkload("cart-1", rig.Time.GetUtcNow());
        Put(feed, "stock-1", "10.0.0.1");

        await rig.StepAsync();
        await rig.StepAsync();

        Assert.Equal(ScrapeOutcome.First, rig.Taker.Taken.First(static taken => taken.Owner!.Pod == "stock-1").Result.Outcome);
    }

    [Fact]
    public async Task Turn_AnAgentThatFails_IsGoneAround()
    {
        using var handler = new StubHandler(static uri => Encoding.UTF8.GetBytes(uri.Port == 15020 ? "nonsense of the application\n" : $"{Good}7\n"));
        using var rig = new LoopRig([], handler);
        Put(rig.Index.AddFeed(MeshSource.Kubernetes, "k1"), "cart-1", "10.0.0.1");

        await rig.StepAsync();
        await rig.StepAsync(20);
        await rig.StepAsync();

        Assert.Equal([15020, 15090, 15090], handler.Asked.Select(static uri => uri.Port));
        Assert.Equal((1, 0), (rig.Loop.Status.Answering, rig.Loop.Status.Failing));
    }

    [Fact]
    public async Task Turn_ManyTargets_AreSpreadAndNeverTooManyAtOnce()
    {
        var gate = new TaskCompletionSource();
        using var handler = new StubHandler(static _ => Encoding.UTF8.GetBytes($"{Good}7\n")) { Gate = gate.Task };
        using var rig = new LoopRig([], handler, static options => options with { Concurrency = 4, Limits = ScrapeLimits.Default with { Timeout = TimeSpan.FromHours(1) } });
        PutMany(rig.Index, 1000);

        for (var tenth = 0; tenth < 100; tenth++)
        {
            rig.Turn(0.1);
        }

        await UntilAsync(() => handler.Asked.Count == 4);
        gate.SetResult();
        await rig.Loop.WhenIdleAsync();
        for (var round = 0; round < 400; round++)
        {
            await rig.StepAsync(0.1);
        }

        Assert.Equal(4, handler.Most);
        Assert.Equal(1000, rig.Loop.Status.Answering);
    }

    [Fact]
    public async Task Turn_ManyTargets_HaveTheirTurnsAllOverTheInterval()
    {
        using var handler = new StubHandler(static _ => Encoding.UTF8.GetBytes($"{Good}7\n"));
        using var rig = new LoopRig([], handler, static options => options with { Concurrency = 1000 });
        PutMany(rig.Index, 1000);
        var perSecond = new List<int>();

        for (var second = 0; second < 10; second++)
        {
            var before = handler.Asked.Count;
            await rig.StepAsync(1);
            perSecond.Add(handler.Asked.Count - before);
        }

        Assert.Equal(1000, perSecond.Sum());
        Assert.All(perSecond, static count => Assert.InRange(count, 50, 150));
    }

    [Fact]
    public async Task Turn_ATargetWhoseLabelsGrowWithoutBound_IsCutAndSaysSo()
    {
        var asked = 0;
        await using var target = await FakeTarget.StartAsync(context => context.Response.Body.WriteAsync(Labels("a", 100_000 * asked++, 100_000)).AsTask());
        using var rig = new LoopRig([target.Address], configure: static options => options with { Limits = new(TimeSpan.FromMinutes(5), 100_000_000, 20_000) });

        await rig.StepAsync();
        await rig.StepAsync();

        Assert.Equal((20_000, 100_000L), (rig.Loop.Status.Series, rig.Loop.Status.SeriesLeftOut));
    }

    [Theory]
    [InlineData("http://198.51.100.1:15090/stats/prometheus")]
    [InlineData("http://[2001:db8::1]:15090/stats/prometheus")]
    public async Task Turn_AnAddressThatNobodyKnows_IsNotConnectedTo(string address)
    {
        using var rig = new LoopRig([new(address)]);

        await rig.StepAsync();

        var trouble = Assert.Single(rig.Loop.Status.Troubles);
        Assert.Equal(ScrapeFailure.Unreachable, trouble.Failure);
        Assert.Contains("neither on this machine nor", trouble.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhenStopped_EndsWithThoseItAsked()
    {
        var asked = new TaskCompletionSource();
        await using var target = await FakeTarget.StartAsync(async context =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        });
        using var rig = new LoopRig([target.Address]);
        using var stop = new CancellationTokenSource();

        var run = rig.Loop.RunAsync(stop.Token);
        while (!asked.Task.IsCompleted)
        {
            rig.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(asked.Task, Task.Delay(1, TestContext.Current.CancellationToken));
        }

        await stop.CancelAsync();
        await run.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        for (var tries = 0; !reached(); tries++)
        {
            Assert.True(tries < 6000);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
