using System.Diagnostics.Metrics;

namespace MeshLens.Exposition.Self;

/// <summary>Gathers what the parts of this server count of themselves: every instrument of a meter whose name begins with MeshLens.</summary>
/// <remarks>It listens from its making on, so it is made before the parts begin to work.</remarks>
internal sealed class SelfMetrics : IDisposable
{
    private const string Ours = "MeshLens";

    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly Lock _asking = new();
    private readonly SortedDictionary<string, InstrumentTotals> _instruments = new(StringComparer.Ordinal);

    /// <param name="factory">Whose meters count: several servers may live in one process.</param>
    public SelfMetrics(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith(Ours, StringComparison.Ordinal) && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                listener.EnableMeasurementEvents(instrument, Meet(instrument));
            }
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((InstrumentTotals)state!).Measure(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((InstrumentTotals)state!).Measure(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((InstrumentTotals)state!).Measure(value, tags));
        _listener.Start();
    }

    /// <summary>All instruments by name, those that are asked having been asked now.</summary>
    public IReadOnlyList<InstrumentTotals> Read()
    {
        lock (_asking)
        {
            var known = All();
            known.ForEach(static instrument => instrument.Ask());
            try
            {
                _listener.RecordObservableInstruments();
            }
            catch (AggregateException)
            {
                // All others were asked as well: one that fails hides none of them.
            }

            known.ForEach(static instrument => instrument.Asked());
        }

        return All();
    }

    /// <summary>Measurements that found no room, of all instruments.</summary>
    public long Dropped => All().Sum(static instrument => instrument.Dropped);

    public void Dispose() => _listener.Dispose();

    private List<InstrumentTotals> All()
    {
        lock (_gate)
        {
            return [.. _instruments.Values];
        }
    }

    // Two parts may share an instrument's name; then they share its series.
    private InstrumentTotals Meet(Instrument instrument)
    {
        lock (_gate)
        {
            if (!_instruments.TryGetValue(instrument.Name, out var known))
            {
                known = new(instrument);
                _instruments.Add(instrument.Name, known);
            }

            return known;
        }
    }
}
