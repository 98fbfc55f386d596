using MeshLens.Exposition.Families;
using MeshLens.Exposition.Wire;
using MeshLens.Grains.Nodes;

namespace MeshLens.Exposition.Self;

/// <summary>What each agent costs its node and what it could not measure.</summary>
internal sealed class AgentFigures(INodeDirectory nodes)
{
    private static readonly (LabelSet Labels, Func<NodeLosses, ulong> Of)[] Losses =
    [
        (What("kernel-events"), static lost => lost.KernelEvents),
        (What("kernel-flows"), static lost => lost.KernelFlows),
        (What("kernel-connections"), static lost => lost.KernelConnections),
        (What("kernel-samples"), static lost => lost.KernelSamples),
        (What("batches"), static lost => lost.ShedBatches),
        (What("rows"), static lost => lost.ShedRows),
        (What("connections"), static lost => lost.ShedConnections),
        (What("listeners"), static lost => lost.ShedListeners),
        (What("pressures"), static lost => lost.ShedPressures),
        (What("unnamed-queries"), static lost => lost.UnnamedQueries),
        (What("log-bytes"), static lost => lost.SkippedLogBytes),
        (What("log-lines"), static lost => lost.BrokenLogLines),
        (What("log-records"), static lost => lost.ShedLogRecords),
        (What("refused-rows"), static lost => lost.RefusedRows),
    ];

    private static readonly (MetricFamily Family, Action<NodeStatus, LabelSet, IMetricSink> Write)[] Families =
    [
        Figure("meshlens.agent.connected", "", MetricKind.Gauge, "1 while the agent's stream is open.", static node => node.Connected ? 1 : 0),
        Figure("meshlens.agent.heard.timestamp", "s", MetricKind.Gauge, "When the agent's last batch came, in seconds since 1970.", static node => node.LastHeard.ToUnixTimeMilliseconds() * 1e-3),
        Figure("meshlens.agent.age", "s", MetricKind.Gauge, "How old the newest sample of the agent's last batch was when it came.", static node => node.LastAgeMs * 1e-3),
        Figure("meshlens.agent.cpu", "s", MetricKind.Counter, "Processor time of the agent's process since it began.", static node => node.Spent?.CpuSeconds),
        Figure("meshlens.agent.resident.memory", "By", MetricKind.Gauge, "Memory of the agent that is in RAM.", static node => node.Cost?.ResidentBytes),
        Figure("meshlens.agent.bpf.maps", "By", MetricKind.Gauge, "Memory of the agent's tables in the kernel.", static node => node.Cost?.BpfMapBytes),
        (new("meshlens.agent.lost", "{thing}", MetricKind.Counter, "What an agent could not measure or send, since its stream was opened."), WriteLosses),
        (new(
            "meshlens.agent.bpf.run.time", "s", MetricKind.Counter,
            "Processor time of the agent's kernel programs since it began, by program; measured in one interval of ten and scaled, unless the agent is told otherwise."), WritePrograms),
    ];

    /// <summary>Writes all of it.</summary>
    /// <returns>The family that is open, after each agent's part of it: there whoever writes may go on elsewhere.</returns>
    public IEnumerable<MetricFamily> Write(IMetricSink sink)
    {
        var known = nodes.All().Select(static node => (Node: node, Labels: LabelsOf(node))).ToList();
        foreach (var (family, write) in Families)
        {
            sink.Begin(family);
            foreach (var (node, labels) in known)
            {
                write(node, labels, sink);
                yield return family;
            }

            sink.End();
        }
    }

    private static (MetricFamily Family, Action<NodeStatus, LabelSet, IMetricSink> Write) Figure(string name, string unit, MetricKind kind, string help, Func<NodeStatus, double?> of) =>
        (new(name, unit, kind, help), (node, labels, sink) => WriteFigure(of(node), node, labels, sink));

    private static void WriteFigure(double? figure, NodeStatus node, LabelSet labels, IMetricSink sink)
    {
        if (figure is { } known)
        {
            sink.Value(labels, LabelSet.Empty, known, node.Since);
        }
    }

    private static void WriteLosses(NodeStatus node, LabelSet labels, IMetricSink sink)
    {
        foreach (var (what, of) in Losses)
        {
            sink.Value(labels, what, of(node.Losses), node.Since);
        }
    }

    private static void WritePrograms(NodeStatus node, LabelSet labels, IMetricSink sink)
    {
        foreach (var program in node.Spent?.Programs ?? [])
        {
            sink.Value(labels, new(new Label("program", "meshlens.bpf.program", program.Name)), program.Seconds, node.Since);
        }
    }

    private static LabelSet LabelsOf(NodeStatus node) => new(
        new("cluster", "k8s.cluster.name", node.Cluster), new("node", "k8s.node.name", node.Node), new("zone", "cloud.availability_zone", node.Zone));

    private static LabelSet What(string what) => new(new Label("what", "meshlens.lost", what));
}
