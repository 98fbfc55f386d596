using MeshLens.Core.Windows;
using MeshLens.Ingest.Configuration;
using MeshLens.Protocol.V1;
using Microsoft.Extensions.Options;

namespace MeshLens.Ingest.Intake;

/// <summary>Takes in a batch, part by part. Whatever a batch holds, it never throws: faults are counted and the rest is used.</summary>
internal sealed class BatchIntake(
    FlowIntake flows, RowIntake rows, ConnectionIntake connections, ListenerIntake listeners, ProcessIntake processes,
    HopIntake hops, ProbeIntake probes, CoverageIntake coverage, WindowClock clock, IngestInstruments instruments, IOptions<IngestOptions> options)
{
    private readonly TimeSpan _maximumAge = options.Value.MaximumAge;

    public void Take(StreamState stream, Batch batch)
    {
        var count = RowsOf(batch);
        instruments.BatchReceived(count);

        // Flows are mentioned once, so they are taken also from a batch whose rows are of no use.
        flows.Define(stream, batch.Flows);
        probes.Take(stream, batch);
        if (BatchStamp.TryRead(batch, clock.Now, _maximumAge, out var stamp))
        {
            stream.FirstWindow ??= stamp.Window;
            TakeMeasurements(stream, stamp with { IsPartial = stamp.Window <= stream.FirstWindow, Node = stream.Node.Node, Zone = stream.Node.Zone }, batch);
        }
        else
        {
            stream.Faults.AddRows(Fault.AbsurdAge, count);
        }

        flows.Retire(stream, batch.RetiredFlows);
    }

    private void TakeMeasurements(StreamState stream, in BatchStamp stamp, Batch batch)
    {
        // Listeners and connections first: they name and join the flows that the rows belong to.
        listeners.Take(stream, stamp, batch.Listeners);
        connections.Take(stream, stamp, batch.Connections);
        rows.Take(stream, stamp, batch.Histograms);
        rows.Take(stream, stamp, batch.Counters);
        processes.Take(stream, stamp, batch.Pressures);
        processes.Take(stream, stamp, batch.NameServers);
        hops.Take(stream, stamp, batch.Hops);
        coverage.Take(stream, stamp, batch.Losses);
    }

    private static int RowsOf(Batch batch) => (batch.Histograms?.Flow.Count ?? 0) + (batch.Counters?.Flow.Count ?? 0);
}
