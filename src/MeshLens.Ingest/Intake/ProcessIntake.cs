using MeshLens.Core.Edges;
using MeshLens.Ingest.Edges;
using MeshLens.Ingest.Naming.Processes;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.Mapping;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Intake;

/// <summary>Takes in what concerns a process as a whole: pressure, to every edge it calls or serves; DNS, to those it calls.</summary>
internal sealed class ProcessIntake(FlowIntake flows)
{
    public void Take(StreamState stream, in BatchStamp stamp, IEnumerable<ProcessPressure> pressures)
    {
        var window = stamp.Window;
        foreach (var pressure in pressures)
        {
            if (!PressureMapping.TryRead(pressure, out var read))
            {
                stream.Faults.Add(Fault.NotANumber);
                continue;
            }

            foreach (var target in EdgesOf(stream, pressure.Process, End.Client).Concat(EdgesOf(stream, pressure.Process, End.Server)))
            {
                target.Edge.Update(target.Vantage, window, pending => pending.Add(read));
            }
        }
    }

    public void Take(StreamState stream, in BatchStamp stamp, IEnumerable<NameServer> servers)
    {
        var window = stamp.Window;
        foreach (var server in servers)
        {
            if (!WireAddress.TryRead(server.Address, out var address))
            {
                stream.Faults.Add(Fault.BadAddress);
            }
            else if (!NameServerMapping.TryRead(server, address.ToString(), out var read, out var fault))
            {
                stream.Faults.Add(FaultNames.Of(fault));
            }
            else
            {
                foreach (var target in EdgesOf(stream, server.Process, End.Client))
                {
                    target.Edge.Update(target.Vantage, window, pending => pending.Add(read));
                }
            }
        }
    }

    // One of a process's flows for each edge: what it waited for is told once, however many replicas it talks to.
    private IEnumerable<FlowTarget> EdgesOf(StreamState stream, Process? process, End end)
    {
        if (ProcessIdentity.Read(process) is not { } identity)
        {
            return [];
        }

        stream.Node.Learn(identity);
        return stream.Flows.OfProcess(identity.Pid)
            .Where(flow => flow.End == end)
            .SelectMany(flows.TargetsOf)
            .DistinctBy(target => target.Edge);
    }
}
