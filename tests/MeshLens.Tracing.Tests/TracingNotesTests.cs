using System.Buffers;
using MeshLens.Otlp;
using MeshLens.Tracing.Forwarding;
using MeshLens.Tracing.Tests.Rig;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MeshLens.Tracing.Tests;

public sealed class TracingNotesTests : IDisposable
{
    private readonly TracingInstruments _counts = new();
    private readonly TracingOptions _options = new() { QueueBytes = 1 << 20 };
    private readonly List<IDisposable> _created = [];

    [Fact]
    public void Notes_WhileAllIsWell_AreNone()
    {
        var (notes, lane) = Create();
        Assert.True(lane.TryAdd(Item(1000)));
        _counts.Span(OtlpSignal.Traces, TracingCount.Crossing, 1000);
        _counts.Span(OtlpSignal.Traces, TracingCount.Annotated, 950);

        Assert.Empty(notes.Notes());
    }

    [Fact]
    public void Notes_WithAQueueThatFills_NameTheBackendAndHowFull()
    {
        var (notes, lane) = Create();
        Assert.True(lane.TryAdd(Item(600_000)));

        Assert.Contains("faster than the backend http://backend.example takes it, 100% of the room", Assert.Single(notes.Notes()), StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_OfWhatWasRefused_CountIt()
    {
        var (notes, _) = Create();
        _counts.Request(OtlpSignal.Logs, TracingCount.Busy);
        _counts.Request(OtlpSignal.Traces, TracingCount.Refused);
        _counts.Request(OtlpSignal.Traces, TracingCount.Refused);

        Assert.Equal(["1 requests of", "2 requests of"], notes.Notes().Select(static note => note[..13]));
    }

    [Theory]
    [InlineData(1000, 900, false)]
    [InlineData(1000, 899, true)]
    [InlineData(99, 0, false)]
    public void Notes_OfSpansWithoutAnEdge_ComeWhenTheyAreMany(int crossing, int annotated, bool isTold)
    {
        var (notes, _) = Create();
        _counts.Span(OtlpSignal.Traces, TracingCount.Crossing, crossing);
        _counts.Span(OtlpSignal.Traces, TracingCount.Annotated, annotated);

        Assert.Equal(isTold ? [$"{crossing - annotated} of {crossing} client"] : [], notes.Notes().Select(static note => note[..18]));
    }

    public void Dispose()
    {
        _created.ForEach(static each => each.Dispose());
        _counts.Dispose();
    }

    // The buffers of the pool are powers of two: what is rented fills the room.
    private static ForwardItem Item(int bytes) => new(OtlpSignal.Traces, new(ArrayPool<byte>.Shared.Rent(bytes), bytes), 1);

    private (TracingNotes Notes, ForwardLane Lane) Create()
    {
        var lane = new ForwardLane(
            new FakeBackend(), new NoFinish(), Options.Create(_options), _counts, TimeProvider.System, NullLogger<ForwardLane>.Instance);
        _created.Add(lane);
        return (new(new Forwarder(lane, null, _counts), _counts), lane);
    }
}
