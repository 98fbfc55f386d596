using MeshLens.Core.Totals;
using MeshLens.Exposition.Families;
using MeshLens.Exposition.Wire;

namespace MeshLens.Exposition.Self;

/// <summary>Writes what MeshLens says of itself: its process, its agents and its instruments.</summary>
internal sealed class SelfFamilies(SelfMetrics instruments, ProcessFigures process, AgentFigures agents)
{
    /// <summary>Writes all of it as it is walked through.</summary>
    /// <returns>The family that is open, wherever whoever writes may end it and begin it again elsewhere: never much is written in between.</returns>
    public IEnumerable<MetricFamily> Write(IMetricSink sink, HistogramReading reading)
    {
        process.Write(sink);
        foreach (var family in agents.Write(sink))
        {
            yield return family;
        }

        foreach (var instrument in instruments.Read())
        {
            sink.Begin(instrument.Family);
            instrument.Write(
                (labels, value) => sink.Value(labels, LabelSet.Empty, value, process.Started),
                (labels, totals) =>
                {
                    totals.CopyTo(reading);
                    sink.Histogram(labels, LabelSet.Empty, reading, classic: true, process.Started);
                });
            yield return instrument.Family;
            sink.End();
        }
    }
}
