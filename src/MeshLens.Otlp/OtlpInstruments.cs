using System.Diagnostics.Metrics;

namespace MeshLens.Otlp;

/// <summary>What the OTLP listeners count of themselves: requests, by what became of them.</summary>
internal sealed class OtlpInstruments : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly long[] _results = new long[Enum.GetValues<OtlpResult>().Length];

    public OtlpInstruments(IMeterFactory? factory = null)
    {
        _meter = factory?.Create("MeshLens.Otlp") ?? new("MeshLens.Otlp");
        _requests = _meter.CreateCounter<long>("meshlens.otlp.requests", "{request}", "Export requests, by signal and what became of them.");
    }

    /// <summary>Requests with that result, of all signals.</summary>
    public long Of(OtlpResult result) => Volatile.Read(ref _results[(int)result]);

    public void Count(OtlpSignal signal, OtlpResult result)
    {
        Interlocked.Increment(ref _results[(int)result]);
        _requests.Add(1, new("signal", signal.Name), new KeyValuePair<string, object?>("result", result.ToString()));
    }

    public void Dispose() => _meter.Dispose();
}
