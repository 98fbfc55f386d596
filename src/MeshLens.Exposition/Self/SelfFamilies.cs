using MeshLens.Core.Totals;
using MeshLens.Exposition.Families;
using MeshLens.Exposition.Wire;

namespace MeshLens.Exposition.Self;

/// <summary>Writes what MeshLens says of itself: its instruments, its process and its agents.</summary>
internal sealed class SelfFamilies(SelfMetrics instruments, ProcessFigures process, AgentFigures agents)
{
    public void Write(IMetricSink sink, HistogramReading reading)
    {
        process.Write(sink);
        agents.Write(sink);
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
            sink.End();
        }
    }
}
