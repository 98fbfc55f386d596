using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Reports;
using MeshLens.Alerting.Sinks;
using MeshLens.Alerting.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Alerting.Tests.Sinks;

/// <summary>Whether a sink would take alerts, while there are none.</summary>
public sealed class SinkCheckTests
{
    private readonly FakeTimeProvider _time = new(Edges.Noon);
    private readonly DeliveryLedger _ledger = new();
    private AlertBook _book = AlertBook.Empty;
    private int _kept;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Round_NothingToTell_ChecksTheSinkAtOnceAndEachMinute()
    {
        var sink = new FakeSink(check: TimeSpan.FromMinutes(1)) { Fails = static () => new SinkException("it is down") };
        var runner = Create(sink);

        Assert.False(await runner.Round(Token));
        Assert.Equal((SinkHealth.Failing, "it is down"), (runner.Status.Health, runner.Status.Reason));

        sink.Fails = null;
        Assert.True(await runner.Round(Token));
        Assert.Equal((SinkHealth.Working, 0), (runner.Status.Health, runner.Status.Sent));
        _time.Advance(TimeSpan.FromSeconds(59));
        await runner.Round(Token);
        Assert.Equal(1, sink.Checks);
        _time.Advance(TimeSpan.FromSeconds(1));
        await runner.Round(Token);
        Assert.Equal((2, 0), (sink.Checks, _kept));
    }

    [Fact]
    public async Task Round_SinkThatWantsNoEmptyList_FailsAndIsToldOfAlerts()
    {
        var sink = new FakeSink(check: TimeSpan.FromMinutes(1)) { Fails = static () => new SinkException("it answered 400", forGood: true) };
        var runner = Create(sink);

        Assert.False(await runner.Round(Token));
        Assert.Equal((SinkHealth.Failing, "it answered 400"), (runner.Status.Health, runner.Status.Reason));

        sink.Fails = null;
        _book = new() { Firing = [Alerts.Firing("a1", Edges.Noon)] };
        Assert.True(await runner.Round(Token));
        Assert.Equal([("a1", AlertState.Firing)], sink.Told);
    }

    [Fact]
    public async Task Run_AlertAfterChecksThatFailed_IsNotHeldUpByThem()
    {
        var sink = new FakeSink(check: TimeSpan.FromMinutes(1)) { Fails = static () => new SinkException("it is down") };
        var runner = Create(sink);
        for (var i = 0; i < 10; i++)
        {
            await runner.Round(Token);
        }

        Assert.True(runner.Status.NextTry > _time.GetUtcNow() + TimeSpan.FromSeconds(20));
        sink.Fails = null;
        _book = new() { Firing = [Alerts.Firing("a1", Edges.Noon)] };
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var run = runner.Run(stopping.Token);

        Assert.Equal([("a1", AlertState.Firing)], sink.Told);
        await stopping.CancelAsync();
        await run;
    }

    private SinkRunner Create(FakeSink sink) => new(sink, () => _book, _ledger, static () => true, Keep, _time, NullLogger.Instance);

    private Task Keep(CancellationToken cancellation)
    {
        _kept++;
        return Task.CompletedTask;
    }
}
