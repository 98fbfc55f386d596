using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Sinks;
using MeshLens.Alerting.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Alerting.Tests.Sinks;

/// <summary>What breaks again soon after it was over has the same labels and another id.</summary>
public sealed class BreaksAnewTests
{
    private readonly FakeTimeProvider _time = new(Edges.Noon);
    private readonly DeliveryLedger _ledger = new();
    private AlertBook _book = AlertBook.Empty;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Round_SinkThatForgetsAndWhatBreaksAnew_IsNotToldThatItIsOver()
    {
        var sink = new FakeSink(resend: TimeSpan.FromMinutes(1), batch: 10);
        var runner = Create(sink);
        var first = Alerts.Firing("a1", Edges.Noon);
        _book = new() { Firing = [first] };
        await runner.Round(Token);
        _book = new() { Resolved = [first.Over(Edges.Noon)] };
        await runner.Round(Token);

        // The same labels, which are all that tells alerts apart there.
        _book = _book with { Firing = [first with { Id = "a2" }] };
        for (var minute = 0; minute < 3; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await runner.Round(Token);
        }

        Assert.Equal(
            [("a1", AlertState.Firing), ("a1", AlertState.Resolved), ("a2", AlertState.Firing), ("a2", AlertState.Firing), ("a2", AlertState.Firing)],
            sink.Told);
    }

    [Fact]
    public async Task Round_SinkToldOfChangesAndWhatBreaksAnew_HearsOfBoth()
    {
        var sink = new FakeSink();
        var runner = Create(sink);
        var first = Alerts.Firing("a1", Edges.Noon);
        _book = new() { Firing = [first] };
        await runner.Round(Token);
        _book = new() { Firing = [first with { Id = "a2" }], Resolved = [first.Over(Edges.Noon)] };
        await runner.Round(Token);

        Assert.Equal([("a1", AlertState.Firing), ("a2", AlertState.Firing), ("a1", AlertState.Resolved)], sink.Told);
    }

    private SinkRunner Create(FakeSink sink) => new(sink, () => _book, _ledger, static () => true, static _ => Task.CompletedTask, _time, NullLogger.Instance);
}
