using MeshLens.Otlp;
using MeshLens.Tracing.Forwarding;
using MeshLens.Tracing.Tests.Rig;

namespace MeshLens.Tracing.Tests.Forwarding;

public sealed class ForwardLaneTests : IAsyncDisposable
{
    private readonly LaneRig _rig = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_ManyRequests_EachArrivesOnceAndItsRoomIsFreeAgain()
    {
        var lane = _rig.Create();

        var sent = Enumerable.Range(0, 300).Select(static number => BitConverter.GetBytes(number)).ToList();
        Assert.All(sent, bytes => Assert.True(lane.TryAdd(LaneRig.Item(bytes, spans: 2))));
        await Until.True(() => _rig.Counts.Spans(TracingCount.Delivered) == 600, Cancellation);

        Assert.Equal(sent.Select(Convert.ToHexString).Order(StringComparer.Ordinal), _rig.Backend.Taken.Select(Convert.ToHexString).Order(StringComparer.Ordinal));
        await Until.True(() => lane.Held == 0 && _rig.Counts.WaitingBytes == 0, Cancellation);
    }

    [Fact]
    public async Task Add_ABackendDownForFiveMinutes_KeepsWhatFitsRefusesTheRestAndDeliversAllOfItAfterwards()
    {
        _rig.Backend.Answer = _ => _rig.Time.GetUtcNow() - _rig.Time.Start < TimeSpan.FromMinutes(5) ? BackendAnswer.Again("It is down.") : new(SendResult.Delivered, 0, "");
        var lane = _rig.Create();

        var accepted = 0;
        while (lane.TryAdd(LaneRig.Item(BitConverter.GetBytes(accepted))))
        {
            accepted++;
        }

        Assert.True(lane.Held <= _rig.Options.QueueBytes);
        Assert.False(lane.HasRoom(LaneRig.ItemBytes));
        Assert.InRange(accepted, 500, 700);

        // Each sender was refused: a clock that ran before they had tried would end the outage without them.
        await Until.True(() => _rig.Counts.Requests(TracingCount.Again) == _rig.Options.Senders, Cancellation);
        await _rig.PassUntil(() => _rig.Counts.Spans(TracingCount.Delivered) == accepted, TimeSpan.FromSeconds(5));

        Assert.Equal(accepted, _rig.Backend.Taken.Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal((accepted, 0L), (_rig.Backend.Taken.Count, _rig.Counts.Spans(TracingCount.Lost)));

        // Two senders, and pauses of seven and a half seconds at least once they have grown: no flood.
        Assert.InRange(_rig.Counts.Requests(TracingCount.Again), 2, (2 * (300 / 7.5)) + 20);
        await Until.True(() => lane.Held == 0, Cancellation);
    }

    [Fact]
    public void Add_EmptyRequests_AreBoundedToo()
    {
        _rig.Options.Senders = 1;
        _rig.Backend.IsSilent = true;
        var lane = _rig.Create();

        var accepted = 0;
        while (lane.TryAdd(new(OtlpSignal.Logs, new([], 0), 0)) && accepted < 10_000)
        {
            accepted++;
        }

        Assert.InRange(accepted, 1000, (1 << 20) / ForwardItem.Overhead);
    }

    [Fact]
    public async Task Send_AnAnswerThatMakesALibraryThrow_EndsNoSender()
    {
        _rig.Backend.Answer = static attempt => attempt <= 5 ? throw new InvalidOperationException("Half a surrogate.") : new(SendResult.Delivered, 0, "");
        var lane = _rig.Create();
        lane.TryAdd(LaneRig.Item([1]));
        lane.TryAdd(LaneRig.Item([2]));
        await _rig.Backend.Tried(2, Cancellation);

        await _rig.PassUntil(() => _rig.Counts.Spans(TracingCount.Delivered) == 2);

        Assert.Equal(5, _rig.Counts.Requests(TracingCount.Again));
        await Until.True(() => lane.Trouble is null, Cancellation);
    }

    [Fact]
    public async Task Send_RequestsThatABackendNeverTakes_KeepNothingElseFromIt()
    {
        _rig.Backend.Choose = static body => body[0] == 0 ? BackendAnswer.Again("Not this one.") : new(SendResult.Delivered, 0, "");
        var lane = _rig.Create();
        lane.TryAdd(LaneRig.Item([0]));
        lane.TryAdd(LaneRig.Item([0]));
        lane.TryAdd(LaneRig.Item([0]));
        await _rig.Backend.Tried(2, Cancellation);

        lane.TryAdd(LaneRig.Item([1]));
        await _rig.PassUntil(() => _rig.Counts.Spans(TracingCount.Delivered) == 1);

        Assert.Equal([1], Assert.Single(_rig.Backend.Taken));
    }

    [Fact]
    public async Task Send_WhatIsNotHeld_DoesNotWaitBehindWhatIs()
    {
        var lane = _rig.Create();
        for (var each = 0; each < 5; each++)
        {
            lane.TryAdd(LaneRig.Item([0], notBefore: _rig.Time.GetTimestamp() + (12 * _rig.Time.TimestampFrequency)));
        }

        lane.TryAdd(LaneRig.Item([1]));
        await Until.True(() => !_rig.Backend.Taken.IsEmpty, Cancellation);

        Assert.Equal([1], Assert.Single(_rig.Backend.Taken));
    }

    [Fact]
    public async Task Send_ABackendThatSaysWhen_IsLeftAloneUntilThen()
    {
        _rig.Backend.Answer = static attempt => attempt == 1 ? BackendAnswer.Again("Busy.", TimeSpan.FromSeconds(60)) : new(SendResult.Delivered, 0, "");
        var lane = _rig.Create();
        lane.TryAdd(LaneRig.Item([1]));
        await Until.True(() => _rig.Counts.Requests(TracingCount.Again) == 1, Cancellation);

        _rig.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, _rig.Backend.Attempts);

        await _rig.PassUntil(() => _rig.Counts.Spans(TracingCount.Delivered) == 1);
        Assert.Equal(2, _rig.Backend.Attempts);
    }

    [Fact]
    public async Task Send_WhatTheBackendRefusesOrRejects_IsCountedAndNotSentAgain()
    {
        _rig.Backend.Answer = static attempt => attempt == 1 ? new(SendResult.Refused, 0, "No.") : new(SendResult.Delivered, 3, "Three are too old.");
        _rig.Options.Senders = 1;
        var lane = _rig.Create();

        lane.TryAdd(LaneRig.Item([1], spans: 10));
        lane.TryAdd(LaneRig.Item([2], spans: 20));
        await Until.True(() => _rig.Counts.Spans(TracingCount.Delivered) > 0, Cancellation);

        Assert.Equal((10L, 3L, 17L), (_rig.Counts.Spans(TracingCount.Refused), _rig.Counts.Spans(TracingCount.Rejected), _rig.Counts.Spans(TracingCount.Delivered)));
        Assert.Equal(2, _rig.Backend.Attempts);
    }

    [Fact]
    public async Task Send_WhatIsHeld_WaitsForItsTime()
    {
        var lane = _rig.Create();
        lane.TryAdd(LaneRig.Item([1], notBefore: _rig.Time.GetTimestamp() + (12 * _rig.Time.TimestampFrequency)));

        _rig.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(0, _rig.Backend.Attempts);

        await _rig.PassUntil(() => _rig.Backend.Attempts > 0);

        Assert.True(_rig.Time.GetUtcNow() - _rig.Time.Start >= TimeSpan.FromSeconds(12));
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();
}
