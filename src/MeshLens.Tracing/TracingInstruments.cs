using System.Diagnostics.Metrics;
using MeshLens.Otlp;

namespace MeshLens.Tracing;

/// <summary>What is counted of telemetry that goes on to a backend: requests of each signal, and spans.</summary>
internal sealed class TracingInstruments : IDisposable
{
    private static readonly string[] Names = [.. Enum.GetNames<TracingCount>()];

    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _items;
    private readonly long[] _requestsOf = new long[Names.Length];
    private readonly long[] _spansOf = new long[Names.Length];
    private long _waitingBytes;

    public TracingInstruments(IMeterFactory? factory = null)
    {
        _meter = factory?.Create("MeshLens.Tracing") ?? new("MeshLens.Tracing");
        _requests = _meter.CreateCounter<long>("meshlens.forward.requests", "{request}", "Export requests on their way to a backend, by signal and what became of them.");
        _items = _meter.CreateCounter<long>("meshlens.forward.spans", "{span}", "Spans on their way to a backend, by what became of them.");
        _meter.CreateObservableGauge("meshlens.forward.waiting", () => WaitingBytes, "By", "Bytes in buffers that wait for a backend.");
    }

    /// <summary>Bytes that wait, of all backends.</summary>
    public long WaitingBytes => Volatile.Read(ref _waitingBytes);

    public long Requests(TracingCount what) => Volatile.Read(ref _requestsOf[(int)what]);

    public long Spans(TracingCount what) => Volatile.Read(ref _spansOf[(int)what]);

    public void Request(OtlpSignal signal, TracingCount what)
    {
        Interlocked.Increment(ref _requestsOf[(int)what]);
        _requests.Add(1, new("signal", signal.Name), new KeyValuePair<string, object?>("result", Names[(int)what]));
    }

    public void Span(OtlpSignal signal, TracingCount what, long count)
    {
        if (count > 0 && signal == OtlpSignal.Traces)
        {
            Interlocked.Add(ref _spansOf[(int)what], count);
            _items.Add(count, new KeyValuePair<string, object?>("result", Names[(int)what]));
        }
    }

    public void Waits(long bytes) => Interlocked.Add(ref _waitingBytes, bytes);

    public void Dispose() => _meter.Dispose();
}
