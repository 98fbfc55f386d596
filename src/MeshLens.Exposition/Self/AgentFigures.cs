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

    private static readonly MetricFamily Lost = new("meshlens.agent.lost", "{thing}", MetricKind.Counter, "What an agent could not measure or send, since its stream was opened.");

    private static readonly (MetricFamily Family, Func<NodeStatus, double?> Of)[] Figures =
    [
        (new("meshlens.agent.connected", "", MetricKind.Gauge, "1 while the agent's stream is open."), static node => node.Connected ? 1 : 0),
        (new("meshlens.agent.heard.timestamp", "s", MetricKind.Gauge, "When the agent's last batch came, in seconds since 1970."), static node => node.LastHeard.ToUnixTimeMilliseconds() * 1e-3),
        (new("meshlens.agent.age", "s", MetricKind.Gauge, "How old the newest sample of the agent's last batch was when it came."), static node => node.LastAgeMs * 1e-3),
        (new("meshlens.agent.cpu", "s", MetricKind.Counter, "Processor time of the agent's process since it began."), static node => node.Spent?.CpuSeconds),
        (new("meshlens.agent.resident.memory", "By", MetricKind.Gauge, "Memory of the agent that is in RAM."), static node => node.Cost?.ResidentBytes),
        (new("meshlens.agent.bpf.maps", "By", MetricKind.Gauge, "Memory of the agent's tables in the kernel."), static node => node.Cost?.BpfMapBytes),
    ];

    private static readonly MetricFamily Programs = new(
        "meshlens.agent.bpf.run.time", "s", MetricKind.Counter,
        "Processor time of the agent's kernel programs since it began, by program; measured in one interval of ten and scaled, unless the agent is told otherwise.");

    public void Write(IMetricSink sink)
    {
        var known = nodes.All();
        var labels = known.Select(static node => new LabelSet(
            new("cluster", "k8s.cluster.name", node.Cluster), new("node", "k8s.node.name", node.Node), new("zone", "cloud.availability_zone", node.Zone))).ToList();
        foreach (var (family, of) in Figures)
        {
            sink.Begin(family);
            Each(known, labels, (node, own) =>
            {
                if (of(node) is { } figure)
                {
                    sink.Value(own, LabelSet.Empty, figure, node.Since);
                }
            });
            sink.End();
        }

        sink.Begin(Lost);
        Each(known, labels, (node, own) => Array.ForEach(Losses, lost => sink.Value(own, lost.Labels, lost.Of(node.Losses), node.Since)));
        sink.End();
        sink.Begin(Programs);
        Each(known, labels, (node, own) =>
        {
            foreach (var program in node.Spent?.Programs ?? [])
            {
                sink.Value(own, new(new Label("program", "meshlens.bpf.program", program.Name)), program.Seconds, node.Since);
            }
        });
        sink.End();
    }

    private static LabelSet What(string what) => new(new Label("what", "meshlens.lost", what));

    private static void Each(IReadOnlyList<NodeStatus> nodes, List<LabelSet> labels, Action<NodeStatus, LabelSet> act)
    {
        for (var position = 0; position < nodes.Count; position++)
        {
            act(nodes[position], labels[position]);
        }
    }
}
