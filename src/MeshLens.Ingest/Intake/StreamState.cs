using MeshLens.Ingest.Flows;
using MeshLens.Ingest.Joining;
using MeshLens.Ingest.Naming.Processes;

namespace MeshLens.Ingest.Intake;

/// <summary>What one stream has told so far.</summary>
internal sealed class StreamState(NodeProcesses node, FlowTable flows, FaultTally faults)
{
    public NodeProcesses Node => node;

    public FlowTable Flows => flows;

    public FaultTally Faults => faults;

    /// <summary>The window of its first batch, of which the agent may have missed the beginning.</summary>
    public long? FirstWindow { get; set; }

    /// <summary>Probes that its agent did not send, because it did not get to run or could not.</summary>
    public long SkippedProbes { get; set; }

    /// <summary>Where its agent connects to in order to probe.</summary>
    public HashSet<int> ProbedPorts { get; } = [];

    public NodeJoiner Joiner { get; } = new();
}
