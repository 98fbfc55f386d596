using MeshLens.Ingest.Edges;
using MeshLens.Protocol.Columns;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Intake;

/// <summary>Takes in the rows of histograms and counters: the one path that is walked for every sample.</summary>
internal sealed class RowIntake(FlowIntake flows, IngestInstruments instruments)
{
    public void Take(StreamState stream, in BatchStamp stamp, HistogramColumns? columns)
    {
        if (columns is null)
        {
            return;
        }

        if (!HistogramReader.TryOpen(columns, out var reader, out var fault))
        {
            stream.Faults.AddRows(FaultNames.Of(fault), reader.Rows);
            return;
        }

        while (reader.MoveNext())
        {
            if (reader.Fault != ColumnFault.None)
            {
                stream.Faults.AddRows(FaultNames.Of(reader.Fault), 1);
                continue;
            }

            var row = reader.Current;
            if (flows.FindForRow(stream, row.Flow) is { } flow)
            {
                foreach (var target in flow.Targets)
                {
                    Count(target, target.Edge.Add(target, stamp, row));
                }
            }
        }
    }

    public void Take(StreamState stream, in BatchStamp stamp, CounterColumns? columns)
    {
        if (columns is null)
        {
            return;
        }

        if (!CounterReader.TryOpen(columns, out var reader, out var fault))
        {
            stream.Faults.AddRows(FaultNames.Of(fault), reader.Rows);
            return;
        }

        while (reader.MoveNext())
        {
            if (reader.Fault != ColumnFault.None)
            {
                stream.Faults.AddRows(FaultNames.Of(reader.Fault), 1);
                continue;
            }

            var row = reader.Current;
            if (flows.FindForRow(stream, row.Flow) is { } flow)
            {
                foreach (var target in flow.Targets)
                {
                    Count(target, target.Edge.Add(target, stamp, row));
                }
            }
        }
    }

    private void Count(FlowTarget target, bool added)
    {
        if (!added && target.IsFirst)
        {
            instruments.Shed(ShedReason.PendingLimit, 1);
        }
    }
}
