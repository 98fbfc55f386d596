using System.Buffers;
using MeshLens.Otlp;
using MeshLens.Tracing.Forwarding;
using MeshLens.Tracing.Tests.Rig;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Tracing.Tests.Forwarding;

public sealed class ForwardLaneTests : IAsyncDisposable
{
    private const int ItemBytes = 1000;

    private readonly FakeTimeProvider _time = new();
    private readonly FakeBackend _backend = new();
    private readonly TracingInstruments _counts = new();
    private readonly TracingOptions _options = new() { Senders = 2, QueueBytes = 1 << 20 };
    private ForwardLane? _lane;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_ManyRequests_EachArrivesOnceAndItsRoomIsFreeAgain()
    {
        var lane = Create();

        var sent = Enumerable.Range(0, 300).Select(static number => BitConverter.GetBytes(number)).ToList();
        Assert.All(sent, bytes => Assert.True(lane.TryAdd(Item(bytes, spans: 2))));
        await Until.True(() => _counts.Spans(TracingCount.Delivered) == 600, Cancellation);

        Assert.Equal(sent.Select(Convert.ToHexString).Order(StringComparer.Ordinal), _backend.Taken.Select(Convert.ToHexString).Order(StringComparer.Ordinal));
        await Until.True(() => lane.Held == 0 && _counts.WaitingBytes == 0, Cancellation);
    }

    [Fact]
    public async Task Add_ABackendDownForFiveMinutes_KeepsWhatFitsRefusesTheRestAndDeliversAllOfItAfterwards()
    {
        _backend.Answer = _ => _time.GetUtcNow() - _time.Start < TimeSpan.FromMinutes(5) ? BackendAnswer.Again("It is down.") : new(SendResult.Delivered, 0, "");
        var lane = Create();

        var accepted = 0;
        while (lane.TryAdd(Item(BitConverter.GetBytes(accepted))))
        {
            accepted++;
        }

        Assert.True(lane.Held <= _options.QueueBytes);
        Assert.False(lane.HasRoom(ItemBytes));
        Assert.InRange(accepted, 500, 700);

        // Each sender was refused: a clock that ran before they had tried would end the outage without them.
        await Until.True(() => _counts.Requests(TracingCount.Again) == _options.Senders, Cancellation);
        await PassUntil(() => _counts.Spans(TracingCount.Delivered) == accepted, TimeSpan.FromSeconds(5));

        Assert.Equal(accepted, _backend.Taken.Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal((accepted, 0L), (_backend.Taken.Count, _counts.Spans(TracingCount.Lost)));

        // Two senders, and pauses of seven and a half seconds at least once they have grown: no flood.
        Assert.InRange(_counts.Requests(TracingCount.Again), 2, (2 * (300 / 7.5)) + 20);
        await Until.True(() => lane.Held == 0, Cancellation);
    }

    [Fact]
    public async Task Send_AnAnswerThatMakesALibraryThrow_EndsNoSender()
    {
        _backend.Answer = static attempt => attempt <= 5 ? throw new InvalidOperationException("Half a surrogate.") : new(SendResult.Delivered, 0, "");
        var lane = Create();
        lane.TryAdd(Item([1]));
        lane.TryAdd(Item([2]));
        await _backend.Tried(2, Cancellation);

        await PassUntil(() => _counts.Spans(TracingCount.Delivered) == 2);

        Assert.Equal(5, _counts.Requests(TracingCount.Again));
        await Until.True(() => lane.Trouble is null, Cancellation);
    }

    [Fact]
    public async Task Stop_WhileABackendThrows_CountsWhatIsLost()
    {
        _backend.Answer = static _ => throw new InvalidOperationException("Half a surrogate.");
        _options.DrainFor = TimeSpan.Zero;
        var lane = Create();
        lane.TryAdd(Item([1], spans: 3));
        await _backend.Tried(1, Cancellation);

        await lane.StopAsync();

        Assert.Equal((3L, 0L), (_counts.Spans(TracingCount.Lost), lane.Held));
    }

    [Fact]
    public async Task Send_RequestsThatABackendNeverTakes_KeepNothingElseFromIt()
    {
        _backend.Choose = static body => body[0] == 0 ? BackendAnswer.Again("Not this one.") : new(SendResult.Delivered, 0, "");
        var lane = Create();
        lane.TryAdd(Item([0]));
        lane.TryAdd(Item([0]));
        lane.TryAdd(Item([0]));
        await _backend.Tried(2, Cancellation);

        lane.TryAdd(Item([1]));
        await PassUntil(() => _counts.Spans(TracingCount.Delivered) == 1);

        Assert.Equal([1], Assert.Single(_backend.Taken));
    }

    [Fact]
    public void Add_EmptyRequests_AreBoundedToo()
    {
        _options.Senders = 1;
        _backend.IsSilent = true;
        var lane = Create();

        var accepted = 0;
        while (lane.TryAdd(new(OtlpSignal.Logs, new([], 0), 0)) && accepted < 10_000)
        {
            accepted++;
        }

        Assert.InRange(accepted, 1000, (1 << 20) / ForwardItem.Overhead);
    }

    [Fact]
    public async Task Send_WhatIsNotHeld_DoesNotWaitBehindWhatIs()
    {
        var lane = Create();
        for (var each = 0; each < 5; each++)
        {
            lane.TryAdd(Item([0], notBefore: _time.GetTimestamp() + (12 * _time.TimestampFrequency)));
        }

        lane.TryAdd(Item([1]));
        await Until.True(() => !_backend.Taken.IsEmpty, Cancellation);

        Assert.Equal([1], Assert.Single(_backend.Taken));
    }

    [Fact]
    public async Task Send_ABackendThatSaysWhen_IsLeftAloneUntilThen()
    {
        _backend.Answer = static attempt => attempt == 1 ? BackendAnswer.Again("Busy.", TimeSpan.FromSeconds(60)) : new(SendResult.Delivered, 0, "");
        var lane = Create();
        lane.TryAdd(Item([1]));
        await Until.True(() => _counts.Requests(TracingCount.Again) == 1, Cancellation);

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, _backend.Attempts);

        await PassUntil(() => _counts.Spans(TracingCount.Delivered) == 1);
        Assert.Equal(2, _backend.Attempts);
    }

    [Fact]
    public async Task Send_WhatTheBackendRefusesOrRejects_IsCountedAndNotSentAgain()
    {
        _backend.Answer = static attempt => attempt == 1 ? new(SendResult.Refused, 0, "No.") : new(SendResult.Delivered, 3, "Three are too old.");
        _options.Senders = 1;
        var lane = Create();

        lane.TryAdd(Item([1], spans: 10));
        lane.TryAdd(Item([2], spans: 20));
        await Until.True(() => _counts.Spans(TracingCount.Delivered) > 0, Cancellation);

        Assert.Equal((10L, 3L, 17L), (_counts.Spans(TracingCount.Refused), _counts.Spans(TracingCount.Rejected), _counts.Spans(TracingCount.Delivered)));
        Assert.Equal(2, _backend.Attempts);
    }

    [Fact]
    public async Task Stop_WithABackendThatIsDown_CountsWhatIsLost()
    {
        _backend.Answer = static _ => BackendAnswer.Again("It is down.");
        var lane = Create();
        for (var each = 0; each < 10; each++)
        {
            lane.TryAdd(Item([1], spans: 5));
        }

        await _backend.Tried(2, Cancellation);
        var stopping = lane.StopAsync();
        await PassUntil(() => stopping.IsCompleted);
        await stopping;

        Assert.Equal((50L, 10L), (_counts.Spans(TracingCount.Lost), _counts.Requests(TracingCount.Lost)));
        Assert.Equal((0L, false), (lane.Held, lane.TryAdd(Item([1]))));
    }

    [Fact]
    public async Task Stop_WithABackendThatIsSilent_EndsAllTheSame()
    {
        _backend.IsSilent = true;
        var lane = Create();
        lane.TryAdd(Item([1]));
        await _backend.Tried(1, Cancellation);

        var stopping = lane.StopAsync();
        await PassUntil(() => stopping.IsCompleted);
        await stopping;

        Assert.Equal(1, _counts.Spans(TracingCount.Lost));
    }

    [Fact]
    public async Task Send_WhatIsHeld_WaitsForItsTime()
    {
        var lane = Create();
        lane.TryAdd(Item([1], notBefore: _time.GetTimestamp() + (12 * _time.TimestampFrequency)));

        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(0, _backend.Attempts);

        await PassUntil(() => _backend.Attempts > 0);

        Assert.True(_time.GetUtcNow() - _time.Start >= TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task Stop_WhatIsHeld_IsLetGo()
    {
        var lane = Create();
        lane.TryAdd(Item([1], notBefore: _time.GetTimestamp() + (12 * _time.TimestampFrequency)));

        await lane.StopAsync();

        Assert.Equal((1L, 0L), (_counts.Spans(TracingCount.Delivered), _counts.Spans(TracingCount.Lost)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_lane is not null)
        {
            _options.DrainFor = TimeSpan.Zero;
            await _lane.StopAsync();
            _lane.Dispose();
        }

        _counts.Dispose();
    }

    // The clock moves on between looks, so whoever began to wait in the meantime is woken by the next step.
    private Task PassUntil(Func<bool> condition, TimeSpan? step = null) => Until.True(
        () =>
        {
            if (condition())
            {
                return true;
            }

            _time.Advance(step ?? TimeSpan.FromSeconds(1));
            return false;
        },
        Cancellation);

    private static ForwardItem Item(byte[] bytes, int spans = 1, long notBefore = 0)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ItemBytes);
        bytes.CopyTo(buffer, 0);
        return new(OtlpSignal.Traces, new(buffer, bytes.Length), spans) { NotBefore = notBefore };
    }

    private ForwardLane Create()
    {
        _lane = new(_backend, new NoFinish(), Options.Create(_options), _counts, _time, NullLogger<ForwardLane>.Instance);
        _lane.Start();
        return _lane;
    }
}
