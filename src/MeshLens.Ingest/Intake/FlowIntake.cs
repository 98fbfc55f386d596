using MeshLens.Core.Edges;
using MeshLens.Ingest.Edges;
using MeshLens.Ingest.Flows;

namespace MeshLens.Ingest.Intake;

/// <summary>Takes in flow definitions, hands out flows for rows, and lets flows go.</summary>
internal sealed class FlowIntake(FlowBinder binder, IngestInstruments instruments, TimeProvider time)
{
    private const string AgentProgram = "meshlens-agent";

    public void Define(StreamState stream, IEnumerable<Protocol.V1.Flow> flows)
    {
        foreach (var flow in flows)
        {
            if (FlowReader.Read(flow, out var fault) is { } definition)
            {
                Define(stream, definition);
            }
            else
            {
                stream.Faults.Add(fault);
            }
        }
    }

    public void Retire(StreamState stream, IEnumerable<uint> ids)
    {
        foreach (var id in ids)
        {
            if (stream.Flows.Remove(id) is { } flow)
            {
                Release(stream, flow);
            }
        }
    }

    public void Release(StreamState stream, Flow flow)
    {
        stream.Joiner.Remove(flow);
        binder.Release(flow);
    }

    /// <summary>Where a flow's rows go now; empty when there is no room for its edge.</summary>
    public FlowTarget[] TargetsOf(Flow flow)
    {
        if (!flow.IsProbe && !binder.IsCurrent(flow))
        {
            binder.Bind(flow);
        }

        return flow.Targets;
    }

    /// <summary>The flow of a row and where it goes, or null with the row counted as refused or shed.</summary>
    public Flow? FindForRow(StreamState stream, uint id)
    {
        if (stream.Flows.Find(id) is not { } flow)
        {
            stream.Faults.AddRows(Fault.UnknownFlow, 1);
            return null;
        }

        if (TargetsOf(flow).Length == 0)
        {
            instruments.Shed(flow.IsProbe ? ShedReason.OwnProbe : ShedReason.EdgeLimit, 1);
            return null;
        }

        return flow;
    }

    private void Define(StreamState stream, FlowDefinition definition)
    {
        // An agent never uses an id again, but one that did must not leave two flows behind.
        if (stream.Flows.Find(definition.Id) is { } known)
        {
            if (known.Definition == definition)
            {
                return;
            }

            Retire(stream, [definition.Id]);
        }

        Learn(stream, definition);
        var flow = new Flow(definition, stream.Node, time.GetUtcNow(), instruments) { IsProbe = IsProbe(stream, definition) };
        if (!stream.Flows.TryAdd(flow))
        {
            stream.Faults.Add(Fault.FlowLimit);
            return;
        }

        stream.Joiner.Add(flow, stream.Flows);
    }

    private static bool IsProbe(StreamState stream, FlowDefinition definition) =>
        definition is { End: End.Client, Process.Name: AgentProgram } && stream.ProbedPorts.Contains(definition.Port);

    private static void Learn(StreamState stream, FlowDefinition definition)
    {
        stream.Node.LearnAddress(definition.Local, definition.NetworkNamespace);
        if (definition.Process is { } process)
        {
            stream.Node.Learn(process);
        }
    }
}
