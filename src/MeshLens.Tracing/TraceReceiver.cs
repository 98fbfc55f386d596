using MeshLens.Core.Windows;
using MeshLens.Otlp;
using MeshLens.Tracing.Edges;
using MeshLens.Tracing.Forwarding;
using MeshLens.Tracing.Wire;
using Microsoft.Extensions.Options;

namespace MeshLens.Tracing;

/// <summary>Takes traces, annotates them at once or, when they are held, once the window in which they came has closed, and sends them on.</summary>
internal sealed class TraceReceiver(
    SpanAnnotator annotator, Forwarder forwarder, TracingInstruments instruments, IOptions<TracingOptions> options, TimeProvider time) : IOtlpReceiver
{
    // A window takes samples for a while after its end; then the edges close it, and what they say has to get here.
    private static readonly TimeSpan Settling = WindowGrid.Lateness + TimeSpan.FromSeconds(2);

    private static readonly SpanAnnotator Counting = new(NoEdges.Instance);

    public static OtlpSignal Signal => OtlpSignal.Traces;

    public static bool TakesJson => true;

    public OtlpOutcome Receive(OtlpPayload payload)
    {
        if (forwarder.Refusal(Signal, payload) is { } refusal)
        {
            payload.Return();
            return refusal;
        }

        var isHeld = options.Value.Hold;
        payload = (isHeld ? Counting : annotator).Annotate(payload, byWindow: false, options.Value.MaximumBytes, out var tally, out var problem);
        if (problem is not null)
        {
            payload.Return();
            return OtlpOutcome.Malformed(problem);
        }

        var outcome = forwarder.Add(Signal, payload, tally.Spans, isHeld ? Release() : 0);
        if (outcome.Result == OtlpResult.Taken && !isHeld)
        {
            Count(instruments, tally);
        }

        return outcome;
    }

    public static void Count(TracingInstruments instruments, in SpanTally tally)
    {
        instruments.Span(Signal, TracingCount.Crossing, tally.Crossing);
        instruments.Span(Signal, TracingCount.Annotated, tally.Annotated);
        instruments.Span(Signal, TracingCount.ByConnection, tally.ByConnection);
        if (tally.Untold > 0)
        {
            instruments.Request(Signal, TracingCount.TooLong);
            instruments.Span(Signal, TracingCount.TooLong, tally.Untold);
        }
    }

    private long Release()
    {
        var now = time.GetUtcNow();
        var wait = WindowGrid.EndOf(WindowGrid.IndexOf(now)) + Settling - now;
        return time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);
    }
}
