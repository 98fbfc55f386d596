using System.Diagnostics.Metrics;

namespace MeshLens.Grains;

/// <summary>Every metric this module emits, on the meter <see cref="MeterName"/>.</summary>
public sealed class GrainsInstruments
{
    public const string MeterName = "MeshLens.Grains";

    private readonly Counter<long> _stateShed;
    private readonly Counter<long> _stateWriteFailures;

    public GrainsInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _stateShed = meter.CreateCounter<long>(
            "meshlens.state.shed", "{state}", "Edge states not kept, because the store was full or the state too large.");
        _stateWriteFailures = meter.CreateCounter<long>(
            "meshlens.state.write_failures", "{write}", "Attempts to save edge state that failed.");
    }

    internal void StateShed() => _stateShed.Add(1);

    internal void StateWriteFailed() => _stateWriteFailures.Add(1);
}
