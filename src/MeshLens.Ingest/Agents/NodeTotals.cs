using MeshLens.Grains.Nodes;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Agents;

/// <summary>What an agent lost since its stream was opened, and what it costs now.</summary>
internal sealed class NodeTotals
{
    // Over less than this the delay on the way would count.
    private const double ShortestSpan = 0.9;

    // An agent has some forty; more are nobody's.
    private const int MaxPrograms = 128;

    private (AgentCost Cost, DateTimeOffset At)? _last;

    public NodeLosses Losses { get; private set; } = new();

    public NodeCost? Cost { get; private set; }

    /// <summary>Since the agent's start.</summary>
    public NodeSpent? Spent { get; private set; }

    /// <param name="batch">A batch.</param>
    /// <param name="now">When it came.</param>
    public void Add(Batch batch, DateTimeOffset now)
    {
        if (batch.Losses is { } lost)
        {
            Losses = new()
            {
                KernelEvents = Losses.KernelEvents + lost.KernelEvents,
                KernelFlows = Losses.KernelFlows + lost.KernelFlows,
                KernelConnections = Losses.KernelConnections + lost.KernelConnections,
                KernelSamples = Losses.KernelSamples + lost.KernelSamples,
                ShedBatches = Losses.ShedBatches + lost.ShedBatches,
                ShedRows = Losses.ShedRows + lost.ShedRows,
                ShedConnections = Losses.ShedConnections + lost.ShedConnections,
                ShedListeners = Losses.ShedListeners + lost.ShedListeners,
                ShedPressures = Losses.ShedPressures + lost.ShedPressures,
                ListenersFromOutside = Losses.ListenersFromOutside + lost.ListenersFromOutside,
                ForgottenProcesses = Losses.ForgottenProcesses + lost.ForgottenProcesses,
                CutCgroupWalks = Losses.CutCgroupWalks + lost.CutCgroupWalks,
                UnnamedQueries = Losses.UnnamedQueries + lost.UnnamedQueries,
                SkippedLogBytes = Losses.SkippedLogBytes + lost.SkippedLogBytes,
                BrokenLogLines = Losses.BrokenLogLines + lost.BrokenLogLines,
                ShedLogRecords = Losses.ShedLogRecords + lost.ShedLogRecords,
            };
        }

        if (batch.Cost is { } cost && double.IsFinite(cost.CpuSeconds) && double.IsFinite(cost.BpfSeconds))
        {
            Add(cost, now - TimeSpan.FromMilliseconds(batch.AgeMs));
            Spent = new(cost.CpuSeconds, cost.BpfSeconds, cost.Programs.Count == 0 ? Spent?.Programs ?? [] : ProgramsOf(cost));
        }
    }

    private static IReadOnlyList<NodeProgram> ProgramsOf(AgentCost cost) =>
    [
        .. cost.Programs.Where(static program => double.IsFinite(program.Seconds)).DistinctBy(static program => program.Name)
            .Take(MaxPrograms).Select(static program => new NodeProgram(program.Name, program.Seconds)),
    ];

    // Totals since the agent's start: a batch that was shed in between leaves no gap.
    private void Add(AgentCost cost, DateTimeOffset at)
    {
        if (_last is not { } last)
        {
            _last = (cost, at);
            Cost = new(0, 0, cost.ResidentBytes, cost.BpfMapBytes);
        }
        else if ((at - last.At).TotalSeconds is var seconds && seconds >= ShortestSpan)
        {
            _last = (cost, at);
            Cost = new(
                Math.Max(0, cost.CpuSeconds - last.Cost.CpuSeconds) / seconds, Math.Max(0, cost.BpfSeconds - last.Cost.BpfSeconds) / seconds,
                cost.ResidentBytes, cost.BpfMapBytes);
        }
    }
}
