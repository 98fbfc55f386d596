using System.Diagnostics.Metrics;
using MeshLens.Ingest.Edges;
using MeshLens.Ingest.Intake;

namespace MeshLens.Ingest;

/// <summary>What ingest counts of itself. A row is one entry of a batch's histograms or counters.</summary>
/// <remarks>Received rows are refused, shed, delivered or still pending, each exactly once: a test holds it to that.</remarks>
internal sealed class IngestInstruments : IDisposable
{
    public const string MeterName = "MeshLens.Ingest";

    private readonly Meter _meter;
    private readonly long[] _refused = new long[Enum.GetValues<Fault>().Length];
    private readonly long[] _shed = new long[Enum.GetValues<ShedReason>().Length];
    private readonly long[] _omitted = new long[Enum.GetValues<Omission>().Length];
    private long _received;
    private long _refusedRows;
    private long _delivered;
    private long _deltas;
    private long _batches;
    private long _joined;
    private long _evicted;
    private long _agents;

    public IngestInstruments(IMeterFactory? factory = null)
    {
        _meter = factory?.Create(MeterName) ?? new Meter(MeterName);
        _meter.CreateObservableCounter("meshlens.ingest.batches", () => Volatile.Read(ref _batches), "{batch}", "Batches taken from agents.");
        _meter.CreateObservableCounter("meshlens.ingest.rows", () => Volatile.Read(ref _received), "{row}", "Rows received from agents.");
        _meter.CreateObservableCounter("meshlens.ingest.delivered", () => Volatile.Read(ref _delivered), "{row}", "Rows that edges have taken.");
        _meter.CreateObservableCounter("meshlens.ingest.deltas", () => Volatile.Read(ref _deltas), "{delta}", "Calls that edges have answered.");
        _meter.CreateObservableCounter("meshlens.ingest.refused", () => ByReason<Fault>(_refused), "{row}", "Rows and records that could not be what they claimed.");
        _meter.CreateObservableCounter("meshlens.ingest.shed", () => ByReason<ShedReason>(_shed), "{row}", "Sound rows that were dropped.");
        _meter.CreateObservableCounter("meshlens.ingest.omitted", () => ByReason<Omission>(_omitted), "{thing}", "Evidence, joins and names that were left out.");
        _meter.CreateObservableCounter("meshlens.ingest.connections.joined", () => Volatile.Read(ref _joined), "{connection}", "Connections whose ends were joined.");
        _meter.CreateObservableCounter("meshlens.ingest.connections.evicted", () => Volatile.Read(ref _evicted), "{connection}", "Connections that gave way to newer ones before their other end came.");
        _meter.CreateObservableUpDownCounter("meshlens.ingest.agents", () => Volatile.Read(ref _agents), "{agent}", "Agents whose stream is open.");
    }

    public long ReceivedRows => Volatile.Read(ref _received);

    public long DeliveredRows => Volatile.Read(ref _delivered);

    public long Deltas => Volatile.Read(ref _deltas);

    public long JoinedConnections => Volatile.Read(ref _joined);

    public long EvictedConnections => Volatile.Read(ref _evicted);

    public long RefusedRows => Volatile.Read(ref _refusedRows);

    public long Refused(Fault fault) => Volatile.Read(ref _refused[(int)fault]);

    public long Shed(ShedReason reason) => Volatile.Read(ref _shed[(int)reason]);

    public long ShedRows => Enum.GetValues<ShedReason>().Sum(Shed);

    /// <summary>Shows how many edges are known, and how many of their windows wait to be handed over.</summary>
    public void Watch(Func<int> edges, Func<int> pendingWindows)
    {
        _meter.CreateObservableGauge("meshlens.ingest.edges", edges, "{edge}", "Edges that flows belong to.");
        _meter.CreateObservableGauge("meshlens.ingest.windows.pending", pendingWindows, "{window}", "Windows gathered and not yet handed over.");
    }

    public void BatchReceived(int rows)
    {
        Interlocked.Increment(ref _batches);
        Interlocked.Add(ref _received, rows);
    }

    /// <summary>An edge has taken a delta.</summary>
    public void Delivered(int rows)
    {
        Interlocked.Increment(ref _deltas);
        Interlocked.Add(ref _delivered, rows);
    }

    public void RowsRefused(int rows) => Interlocked.Add(ref _refusedRows, rows);

    public void Refused(Fault fault, int count) => Interlocked.Add(ref _refused[(int)fault], count);

    public void Shed(ShedReason reason, int count) => Interlocked.Add(ref _shed[(int)reason], count);

    public long Omitted(Omission reason) => Volatile.Read(ref _omitted[(int)reason]);

    public void Omitted(Omission reason, int count) => Interlocked.Add(ref _omitted[(int)reason], count);

    public void Joined() => Interlocked.Increment(ref _joined);

    public void Evicted() => Interlocked.Increment(ref _evicted);

    public void AgentConnected() => Interlocked.Increment(ref _agents);

    public void AgentLeft() => Interlocked.Decrement(ref _agents);

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> ByReason<T>(long[] counts)
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(reason => new Measurement<long>(
            Volatile.Read(ref counts[Convert.ToInt32(reason, null)]), new KeyValuePair<string, object?>("reason", reason.ToString())));
}
