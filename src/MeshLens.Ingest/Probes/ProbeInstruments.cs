using System.Diagnostics.Metrics;
using MeshLens.Grains.Probes;

namespace MeshLens.Ingest.Probes;

/// <summary>What became of questions, and of what agents told of pairs.</summary>
internal sealed class ProbeInstruments : IDisposable
{
    private static readonly ProbeRefusalKind[] Kinds = Enum.GetValues<ProbeRefusalKind>();

    private readonly Meter _meter;
    private readonly long[] _refused = new long[Kinds.Length];
    private long _accepted;
    private long _shed;
    private int _open;
    private string? _lastForbidden;

    public ProbeInstruments(IMeterFactory? factory = null)
    {
        _meter = factory?.Create(IngestInstruments.MeterName) ?? new Meter(IngestInstruments.MeterName);
        _meter.CreateObservableCounter("meshlens.probe.questions", ByOutcome, "{question}", "Questions to probe something now, by whether they were asked.");
        _meter.CreateObservableUpDownCounter("meshlens.probe.questions.open", () => Open, "{question}", "Questions that are being answered.");
        _meter.CreateObservableCounter("meshlens.probe.shed", () => Shed, "{report}", "Reports of pairs of nodes that found no room.");
    }

    /// <summary>Questions that are being answered.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Reports of pairs that found no room.</summary>
    public long Shed => Volatile.Read(ref _shed);

    /// <summary>The target that was refused last, as it was written; null when the operator's limits have refused none.</summary>
    public string? LastForbidden => Volatile.Read(ref _lastForbidden);

    public long Refused(ProbeRefusalKind kind) => Volatile.Read(ref _refused[(int)kind]);

    /// <summary>Takes a place for a question, unless <paramref name="most"/> are taken. <see cref="End"/> gives it back.</summary>
    public bool TryBegin(int most)
    {
        while (Open is var open && open < most)
        {
            if (Interlocked.CompareExchange(ref _open, open + 1, open) == open)
            {
                return true;
            }
        }

        return false;
    }

    public void End() => Interlocked.Decrement(ref _open);

    public void CountShed() => Interlocked.Increment(ref _shed);

    public void CountAccepted() => Interlocked.Increment(ref _accepted);

    public void CountRefused(ProbeRefusalKind kind, string target)
    {
        Interlocked.Increment(ref _refused[(int)kind]);
        if (kind == ProbeRefusalKind.Forbidden)
        {
            Volatile.Write(ref _lastForbidden, target);
        }
    }

    public void ObservePairs(Func<int> pairs) => _meter.CreateObservableGauge("meshlens.probe.pairs", pairs, "{pair}", "Pairs of nodes that are probed, by direction and protocol.");

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> ByOutcome() => Kinds
        .Select(kind => new Measurement<long>(Refused(kind), Outcome(kind.ToString().ToLowerInvariant())))
        .Append(new(Volatile.Read(ref _accepted), Outcome("asked")));

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);
}
