using MeshLens.Tracing.Forwarding;
using MeshLens.Tracing.Tests.Rig;

namespace MeshLens.Tracing.Tests.Forwarding;

public sealed class ForwardLaneStopTests : IAsyncDisposable
{
    private readonly LaneRig _rig = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_WhileABackendThrows_CountsWhatIsLost()
    {
        _rig.Backend.Answer = static _ => throw new InvalidOperationException("Half a surrogate.");
        _rig.Options.DrainFor = TimeSpan.Zero;
        var lane = _rig.Create();
        lane.TryAdd(LaneRig.Item([1], spans: 3));
        await _rig.Backend.Tried(1, Cancellation);

        await lane.StopAsync();

        Assert.Equal((3L, 0L), (_rig.Counts.Spans(TracingCount.Lost), lane.Held));
    }

    [Fact]
    public async Task Stop_WithABackendThatIsDown_CountsWhatIsLost()
    {
        _rig.Backend.Answer = static _ => BackendAnswer.Again("It is down.");
        var lane = _rig.Create();
        for (var each = 0; each < 10; each++)
        {
            lane.TryAdd(LaneRig.Item([1], spans: 5));
        }

        await _rig.Backend.Tried(2, Cancellation);
        var stopping = lane.StopAsync();
        await _rig.PassUntil(() => stopping.IsCompleted);
        await stopping;

        Assert.Equal((50L, 10L), (_rig.Counts.Spans(TracingCount.Lost), _rig.Counts.Requests(TracingCount.Lost)));
        Assert.Equal((0L, false), (lane.Held, lane.TryAdd(LaneRig.Item([1]))));
    }

    [Fact]
    public async Task Stop_WithABackendThatIsSilent_EndsAllTheSame()
    {
        _rig.Backend.IsSilent = true;
        var lane = _rig.Create();
        lane.TryAdd(LaneRig.Item([1]));
        await _rig.Backend.Tried(1, Cancellation);

        var stopping = lane.StopAsync();
        await _rig.PassUntil(() => stopping.IsCompleted);
        await stopping;

        Assert.Equal(1, _rig.Counts.Spans(TracingCount.Lost));
    }

    [Fact]
    public async Task Stop_WhatIsHeld_IsLetGo()
    {
        var lane = _rig.Create();
        lane.TryAdd(LaneRig.Item([1], notBefore: _rig.Time.GetTimestamp() + (12 * _rig.Time.TimestampFrequency)));

        await lane.StopAsync();

        Assert.Equal((1L, 0L), (_rig.Counts.Spans(TracingCount.Delivered), _rig.Counts.Spans(TracingCount.Lost)));
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();
}
