using MeshLens.Core.Windows;
using MeshLens.Ingest.Probes;
using MeshLens.Protocol.Mapping;
using MeshLens.Protocol.V1;
using WireProtocol = MeshLens.Protocol.V1.ProbeProtocol;

namespace MeshLens.Ingest.Intake;

/// <summary>Takes in what an agent's probes met: pairs of the mesh, and answers to questions.</summary>
internal sealed class ProbeIntake(ProbeBook book, ProbeOrders orders, WindowClock clock)
{
    private const int LongestName = 253;
    private const int MostRows = 4_096;

    public void Take(StreamState stream, Batch batch)
    {
        if (batch.Probes is { } report)
        {
            var endedAt = clock.Now - TimeSpan.FromMilliseconds(batch.AgeMs);
            stream.SkippedProbes += (long)Math.Min(report.Skipped, int.MaxValue);
            foreach (var row in report.Rows.Take(MostRows))
            {
                Take(stream, row, endedAt);
            }
        }

        foreach (var result in batch.ProbeResults)
        {
            orders.Take(stream.Node.Node, result);
        }
    }

    private void Take(StreamState stream, ProbeRow row, DateTimeOffset endedAt)
    {
        if (row.Node.Length is 0 or > LongestName || row.Ended == 0 || row.Protocol is not (WireProtocol.Tcp or WireProtocol.Icmp or WireProtocol.Http))
        {
            stream.Faults.Add(Fault.EmptyRow);
        }
        else if (!ProbeMapping.TryRead(row, endedAt, out var slice, out var fault))
        {
            stream.Faults.Add(FaultNames.Of(fault));
        }
        else
        {
            stream.ProbedPorts.Add((int)Math.Min(row.Port, ushort.MaxValue));
            book.Add(new(stream.Node.Cluster, stream.Node.Node, row.Node, (Core.Probes.ProbeProtocol)row.Protocol), slice);
        }
    }
}
