using MeshLens.Core.Windows;
using MeshLens.Ingest.Edges;
using MeshLens.Protocol.Mapping;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Intake;

/// <summary>Tells every edge of a stream what was not seen: losses, silence, the end of the stream.</summary>
internal sealed class CoverageIntake
{
    public void Take(StreamState stream, in BatchStamp stamp, Losses? losses)
    {
        if (losses?.ToNote() is { IsEmpty: false } note)
        {
            Tell(stream, stamp.Window, pending => pending.AddLosses(note));
        }
    }

    public void MarkPartial(StreamState stream, long window) => Tell(stream, window, pending => pending.MarkPartial());

    private static void Tell(StreamState stream, long window, Action<PendingWindow> tell)
    {
        var ends = stream.Flows.All.SelectMany(flow => flow.Targets).DistinctBy(target => (target.Edge, target.Vantage.End));
        foreach (var target in ends)
        {
            target.Edge.Update(target.Vantage, window, tell);
        }
    }
}
