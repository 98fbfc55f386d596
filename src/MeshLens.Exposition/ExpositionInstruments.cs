using System.Diagnostics.Metrics;
using MeshLens.Exposition.Edges;
using MeshLens.Exposition.Export;

namespace MeshLens.Exposition;

/// <summary>What showing and sending metrics counts of itself.</summary>
internal sealed class ExpositionInstruments
{
    private readonly Histogram<double> _scrapes;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _rejected;

    public ExpositionInstruments(IMeterFactory factory, EdgeSelection edges, Grains.Edges.IEdgeTotals totals)
    {
        var meter = factory.Create("MeshLens.Exposition");
        _scrapes = meter.CreateHistogram<double>("meshlens.metrics.scrape.duration", "s", "How long answering a scrape took.");
        _refused = meter.CreateCounter<long>("meshlens.metrics.scrapes_refused", "{scrape}", "Scrapes that were told to come again: too many at a time.");
        _sent = meter.CreateCounter<long>("meshlens.export.sent", "{request}", "Requests with metrics that the OTLP backend has taken.");
        _failed = meter.CreateCounter<long>("meshlens.export.failed", "{request}", "Requests with metrics that it has not, by whether it may later or never will.");
        _rejected = meter.CreateCounter<long>("meshlens.export.rejected", "{point}", "Data points that it has taken a request without.");
        meter.CreateObservableGauge("meshlens.edges.hosted", () => totals.All().Count, "{edge}", "Edges that this process hosts.");
        meter.CreateObservableGauge("meshlens.metrics.edges_left_out", () => edges.LeftOut, "{edge}", "Edges without series of their own: others have more requests, and there is a bound.");
    }

    public void Scraped(TimeSpan took) => _scrapes.Record(took.TotalSeconds);

    public void Refused() => _refused.Add(1);

    public void Sent(string signal) => _sent.Add(1, new KeyValuePair<string, object?>("signal", signal));

    public void Failed(string signal, ExportResult result) =>
        _failed.Add(1, new("signal", signal), new("result", result == ExportResult.Later ? "later" : "refused"));

    public void Rejected(string signal, long points) => _rejected.Add(points, new KeyValuePair<string, object?>("signal", signal));
}
