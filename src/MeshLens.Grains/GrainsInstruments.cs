using System.Diagnostics.Metrics;
using MeshLens.Core.Windows;

namespace MeshLens.Grains;

/// <summary>Every metric this module emits, on the meter <see cref="MeterName"/>.</summary>
public sealed class GrainsInstruments
{
    public const string MeterName = "MeshLens.Grains";

    private readonly Counter<long> _windowsClosed;
    private readonly Counter<long> _rowsLate;
    private readonly Counter<long> _rowsMisdated;
    private readonly Counter<long> _deltasRefused;
    private readonly Counter<long> _requestsRefused;
    private readonly Counter<long> _summariesShed;
    private readonly Counter<long> _callsFailed;
    private readonly Counter<long> _stateShed;
    private readonly Counter<long> _stateWriteFailures;
    private readonly Gauge<long> _edges;
    private readonly Gauge<long> _watchers;
    private long _refused;

    public GrainsInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _windowsClosed = meter.CreateCounter<long>(
            "meshlens.edge.closings", "{closing}", "Times that an edge closed its due windows.");
        _rowsLate = meter.CreateCounter<long>(
            "meshlens.edge.rows_late", "{row}", "Rows that came after their window had closed.");
        _rowsMisdated = meter.CreateCounter<long>(
            "meshlens.edge.rows_misdated", "{row}", "Rows dated further ahead than clocks of two servers may differ.");
        _deltasRefused = meter.CreateCounter<long>(
            "meshlens.edge.deltas_refused", "{delta}", "Deltas of edges beyond the number this server keeps.");
        _requestsRefused = meter.CreateCounter<long>(
            "meshlens.edge.requests_refused", "{request}", "Requests that proxies logged of edges beyond the number this server keeps.");
        _summariesShed = meter.CreateCounter<long>(
            "meshlens.catalog.summaries_shed", "{summary}", "Summaries of edges beyond the number the catalog keeps.");
        _callsFailed = meter.CreateCounter<long>(
            "meshlens.grains.calls_failed", "{call}", "Calls between parts of the server that failed and are repeated.");
        _stateShed = meter.CreateCounter<long>(
            "meshlens.state.shed", "{state}", "Edge states not kept, because the store was full or the state too large.");
        _stateWriteFailures = meter.CreateCounter<long>(
            "meshlens.state.write_failures", "{write}", "Attempts to save edge state that failed.");
        _edges = meter.CreateGauge<long>("meshlens.catalog.edges", "{edge}", "Edges in the catalog.");
        _watchers = meter.CreateGauge<long>("meshlens.catalog.watchers", "{watcher}", "Readers that watch the catalog.");
    }

    internal void WindowClosed() => _windowsClosed.Add(1);

    internal void RowsDropped(long late, long misdated)
    {
        if (late > 0)
        {
            _rowsLate.Add(late);
        }

        if (misdated > 0)
        {
            _rowsMisdated.Add(misdated);
        }
    }

    /// <summary>Logged requests that were lost with their edge.</summary>
    internal long RequestsRefused => Volatile.Read(ref _refused);

    internal void EdgeRefused(EdgeDelta delta)
    {
        _deltasRefused.Add(1);
        if (delta.Hops is { Count: > 0 } hops)
        {
            var requests = hops.Sum(static hop => (long)hop.Ended);
            _requestsRefused.Add(requests);
            Interlocked.Add(ref _refused, requests);
        }
    }

    internal void SummaryShed() => _summariesShed.Add(1);

    internal void TickFailed() => _callsFailed.Add(1);

    internal void PublishFailed() => _callsFailed.Add(1);

    internal void StateShed() => _stateShed.Add(1);

    internal void StateWriteFailed() => _stateWriteFailures.Add(1);

    internal void CatalogHolds(int edges) => _edges.Record(edges);

    internal void WatchersAre(int watchers) => _watchers.Record(watchers);
}
