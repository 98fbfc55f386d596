using MeshLens.Otlp;
using MeshLens.Tracing.Forwarding;
using Microsoft.Extensions.Options;

namespace MeshLens.Tracing;

/// <summary>Annotates spans that were held, when they are let go: each is told the verdict of its own window.</summary>
internal sealed class HeldSpans(SpanAnnotator annotator, TracingInstruments instruments, IOptions<TracingOptions> options) : IItemFinish
{
    public void Finish(ForwardItem item)
    {
        if (item.NotBefore == 0 || item.Signal != OtlpSignal.Traces)
        {
            return;
        }

        item.Payload = annotator.Annotate(item.Payload, byWindow: true, options.Value.MaximumBytes, out var tally, out _);
        TraceReceiver.Count(instruments, tally);
    }
}
