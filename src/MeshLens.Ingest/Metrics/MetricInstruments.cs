using System.Diagnostics.Metrics;

namespace MeshLens.Ingest.Metrics;

/// <summary>What became of what proxies counted, in reports: one is what a proxy says of one edge, or one cluster, between two scrapes.</summary>
internal sealed class MetricInstruments : IDisposable
{
    private readonly Meter _meter;
    private readonly long[] _unplaced = new long[Enum.GetValues<Unplaced>().Length];
    private long _placed;

    public MetricInstruments(IMeterFactory? factory = null)
    {
        _meter = factory?.Create(IngestInstruments.MeterName) ?? new Meter(IngestInstruments.MeterName);
        _meter.CreateObservableCounter("meshlens.metrics.placed", () => Placed, "{report}", "Reports that were added to their edge.");
        _meter.CreateObservableCounter("meshlens.metrics.unplaced", ByReason, "{report}", "Reports that reached no edge.");
    }

    public long Placed => Volatile.Read(ref _placed);

    public long CountOf(Unplaced reason) => Volatile.Read(ref _unplaced[(int)reason]);

    public void CountPlaced() => Interlocked.Increment(ref _placed);

    public void CountUnplaced(Unplaced reason, int reports = 1) => Interlocked.Add(ref _unplaced[(int)reason], reports);

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> ByReason() => Enum.GetValues<Unplaced>()
        .Select(reason => new Measurement<long>(CountOf(reason), new KeyValuePair<string, object?>("reason", reason.ToString())));
}
