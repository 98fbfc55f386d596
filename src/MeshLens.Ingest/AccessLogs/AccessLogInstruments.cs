using System.Diagnostics.Metrics;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>What the access log service counts of itself, in entries. Received is what was taken, plus what was shed, plus what waits.</summary>
internal sealed class AccessLogInstruments : IDisposable
{
    private readonly Meter _meter;
    private readonly long[] _shed = new long[Enum.GetValues<AccessLogShed>().Length];
    private long _received;
    private long _taken;
    private long _unknownFlags;
    private long _future;
    private long _newFields;
    private long _terse;
    private long _unknownAttributes;
    private long _streams;

    public AccessLogInstruments(IMeterFactory? factory = null)
    {
        _meter = factory?.Create(IngestInstruments.MeterName) ?? new Meter(IngestInstruments.MeterName);
        _meter.CreateObservableCounter("meshlens.accesslog.received", () => Received, "{entry}", "Entries that proxies sent.");
        _meter.CreateObservableCounter("meshlens.accesslog.taken", () => Taken, "{entry}", "Entries that were added to their edge.");
        _meter.CreateObservableCounter("meshlens.accesslog.shed", ByReason, "{entry}", "Entries that reached no edge.");
        _meter.CreateObservableCounter("meshlens.accesslog.unknown_flags", () => UnknownFlags, "{entry}", "Entries with a flag of a newer proxy.");
        _meter.CreateObservableCounter("meshlens.accesslog.future", () => Future, "{entry}", "Entries dated more than a minute ahead of this machine's clock.");
        _meter.CreateObservableCounter("meshlens.accesslog.new_fields", () => NewFields, "{entry}", "Entries with a field of a newer proxy.");
        _meter.CreateObservableCounter("meshlens.accesslog.terse", () => Terse, "{entry}", "Entries that tell less than proxies of today do.");
        _meter.CreateObservableCounter("meshlens.accesslog.unknown_attributes", () => UnknownAttributes, "{attribute}", "Attributes of OpenTelemetry log records that nothing here reads.");
        _meter.CreateObservableUpDownCounter("meshlens.accesslog.streams", () => Volatile.Read(ref _streams), "{stream}", "Proxies whose stream is open.");
    }

    public long Received => Volatile.Read(ref _received);

    public long Taken => Volatile.Read(ref _taken);

    public long UnknownFlags => Volatile.Read(ref _unknownFlags);

    public long Future => Volatile.Read(ref _future);

    public long NewFields => Volatile.Read(ref _newFields);

    public long Terse => Volatile.Read(ref _terse);

    public long UnknownAttributes => Volatile.Read(ref _unknownAttributes);

    public void ObserveWaiting(Func<long> bytes) => _meter.CreateObservableGauge("meshlens.accesslog.waiting", bytes, "By", "Bytes of access logs that were taken off the wire and not yet read.");

    public long AllShed => Enum.GetValues<AccessLogShed>().Sum(Shed);

    public long Shed(AccessLogShed reason) => Volatile.Read(ref _shed[(int)reason]);

    public void CountReceived(int entries) => Interlocked.Add(ref _received, entries);

    public void CountShed(AccessLogShed reason, int entries) => Interlocked.Add(ref _shed[(int)reason], entries);

    public void CountTaken(int entries) => Interlocked.Add(ref _taken, entries);

    public void CountOddities(in AccessLogOddities oddities)
    {
        Interlocked.Add(ref _unknownFlags, oddities.UnknownFlags);
        Interlocked.Add(ref _future, oddities.Future);
        Interlocked.Add(ref _newFields, oddities.NewFields);
        Interlocked.Add(ref _terse, oddities.Terse);
    }

    public void CountUnknownAttributes(int attributes) => Interlocked.Add(ref _unknownAttributes, attributes);

    public void StreamOpened() => Interlocked.Increment(ref _streams);

    public void StreamClosed() => Interlocked.Decrement(ref _streams);

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> ByReason() => Enum.GetValues<AccessLogShed>()
        .Select(reason => new Measurement<long>(Shed(reason), new KeyValuePair<string, object?>("reason", reason.ToString())));
}
