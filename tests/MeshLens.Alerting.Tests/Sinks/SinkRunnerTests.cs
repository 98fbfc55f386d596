using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Reports;
using MeshLens.Alerting.Sinks;
using MeshLens.Alerting.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Alerting.Tests.Sinks;

public sealed class SinkRunnerTests
{
    private readonly FakeTimeProvider _time = new(Edges.Noon);
    private readonly DeliveryLedger _ledger = new();
    private AlertBook _book = AlertBook.Empty;
    private int _kept;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Round_FiringThenOver_IsToldOnceEach()
    {
        var sink = new FakeSink();
        var runner = Create(sink);
        var alert = Alerts.Firing("a1", Edges.Noon);
        _book = new() { Firing = [alert] };
        await runner.Round(Token);
        await runner.Round(Token);
        _book = new() { Resolved = [alert.Over(Edges.Noon)] };
        await runner.Round(Token);
        await runner.Round(Token);

        Assert.Equal([("a1", AlertState.Firing), ("a1", AlertState.Resolved)], sink.Told);
        Assert.Equal(2, _kept);
    }

    [Fact]
    public async Task Round_SinkThatForgets_IsToldAgainWhileItFiresAndAWhileAfter()
    {
        var sink = new FakeSink(resend: TimeSpan.FromMinutes(1));
        var runner = Create(sink);
        var alert = Alerts.Firing("a1", Edges.Noon);
        _book = new() { Firing = [alert] };
        for (var minute = 0; minute < 10; minute++)
        {
            await runner.Round(Token);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(10, sink.Told.Count);
        _book = new() { Resolved = [alert.Over(_time.GetUtcNow())] };
        for (var minute = 0; minute < 20; minute++)
        {
            await runner.Round(Token);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(5, sink.Told.Count(static told => told.State == AlertState.Resolved));
    }

    [Fact]
    public async Task Round_SinkDown_WaitsLongerAndTellsTheNewestStateOnce()
    {
        var sink = new FakeSink { Refuses = static _ => new SinkException("it is down") };
        var runner = Create(sink);
        var (one, other) = (Alerts.Firing("a1", Edges.Noon), Alerts.Firing("a2", Edges.Noon));
        _book = new() { Firing = [one, other] };

        Assert.False(await runner.Round(Token));
        var first = runner.Status;
        Assert.Equal((SinkHealth.Failing, "it is down", 2, 1), (first.Health, first.Reason, first.Waiting, first.Failures));
        Assert.InRange(first.NextTry!.Value - _time.GetUtcNow(), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1));
        for (var i = 0; i < 10; i++)
        {
            await runner.Round(Token);
        }

        Assert.InRange(runner.Status.NextTry!.Value - _time.GetUtcNow(), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));

        // The first is over before the sink is back: nobody heard of it, so nobody needs to hear that it is over.
        _book = new() { Firing = [other], Resolved = [one.Over(Edges.Noon)] };
        sink.Refuses = null;
        Assert.True(await runner.Round(Token));

        Assert.Equal([("a2", AlertState.Firing)], sink.Told);
        Assert.Equal((SinkHealth.Working, 0), (runner.Status.Health, runner.Status.Waiting));
        Assert.Null(runner.Status.FailingSince);
    }

    [Fact]
    public async Task Round_OneAlertIsNotWanted_OthersArrive()
    {
        var sink = new FakeSink(batch: 10) { Refuses = static alert => alert.Id == "bad" ? new SinkException("no such label", forGood: true) : null };
        var runner = Create(sink);
        _book = new() { Firing = [Alerts.Firing("a1", Edges.Noon), Alerts.Firing("bad", Edges.Noon), Alerts.Firing("a2", Edges.Noon)] };

        Assert.True(await runner.Round(Token));
        Assert.True(await runner.Round(Token));

        Assert.Equal(["a1", "a2"], sink.Told.Select(static told => told.Id));
        Assert.Equal((1, "no such label"), (runner.Status.Refused, runner.Status.Refusal));
    }

    [Fact]
    public async Task Round_SinkThatFailsAsNobodyForesaw_IsTriedAgainWithAReason()
    {
        var sink = new FakeSink { Fails = static () => new FormatException("what is this") };
        var runner = Create(sink);
        _book = new() { Firing = [Alerts.Firing("a1", Edges.Noon)] };

        Assert.False(await runner.Round(Token));
        Assert.Equal((SinkHealth.Failing, "FormatException: what is this"), (runner.Status.Health, runner.Status.Reason));

        sink.Fails = null;
        Assert.True(await runner.Round(Token));
        Assert.Single(sink.Told);
    }

    [Fact]
    public async Task Round_ManyAlerts_AreKeptOnceAndNotEachTime()
    {
        var runner = Create(new FakeSink());
        _book = new() { Firing = [.. Enumerable.Range(0, 50).Select(static i => Alerts.Firing($"a{i}", Edges.Noon))] };

        await runner.Round(Token);

        Assert.Equal(1, _kept);
    }

    [Fact]
    public async Task Round_ServerWithoutTheDuty_TellsNobody()
    {
        var sink = new FakeSink();
        _book = new() { Firing = [Alerts.Firing("a1", Edges.Noon)] };
        var runner = new SinkRunner(sink, () => _book, _ledger, static () => false, Keep, _time, NullLogger.Instance);

        await runner.Round(Token);

        Assert.Empty(sink.Told);
    }

    [Fact]
    public async Task Round_AfterARestart_TellsNothingTwiceAndNoEndIsLost()
    {
        var sink = new FakeSink();
        var alert = Alerts.Firing("a1", Edges.Noon);
        _book = new() { Firing = [alert] };
        await Create(sink).Round(Token);

        var successor = new DeliveryLedger();
        successor.Fill(_ledger.All);
        var runner = new SinkRunner(sink, () => _book, successor, static () => true, static _ => Task.CompletedTask, _time, NullLogger.Instance);
        await runner.Round(Token);
        _book = new() { Resolved = [alert.Over(Edges.Noon)] };
        await runner.Round(Token);

        Assert.Equal([("a1", AlertState.Firing), ("a1", AlertState.Resolved)], sink.Told);
    }

    private SinkRunner Create(FakeSink sink) => new(sink, () => _book, _ledger, static () => true, Keep, _time, NullLogger.Instance);

    private Task Keep(CancellationToken cancellation)
    {
        _kept++;
        return Task.CompletedTask;
    }
}
