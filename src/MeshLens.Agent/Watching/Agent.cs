using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Host;
using MeshLens.Agent.Loading;
using MeshLens.Agent.Namespaces;
using MeshLens.Agent.NodeProxy;
using MeshLens.Agent.Options;
using MeshLens.Agent.Probing;
using MeshLens.Agent.Processes;
using MeshLens.Agent.Streaming;
using MeshLens.Protocol.V1;
using MeshLens.Protocol.Versions;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Watching;

/// <summary>A running agent: programs in the kernel, the thread that reads them, and the stream to the server.</summary>
internal sealed class Agent(AgentOptions options, IHostFiles files, NetworkNamespaces namespaces, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LastDelivery = TimeSpan.FromSeconds(2);

    /// <summary>Watches until cancelled, then delivers what is left and detaches.</summary>
    public async Task RunAsync(KernelSession session, CancellationToken cancellation)
    {
        var announcements = new FlowAnnouncements();
        using var queue = new BatchQueue(options.Capacity.QueueBytes, announcements);
        using var channel = new ServerChannel(options);
        using var giveUp = new CancellationTokenSource();
        using var nodeProxy = options.NodeProxyLogs.Count > 0 ? new NodeProxyLog(options.NodeProxyLogs, logger) : null;
        using var watch = CreateWatch(session, queue, announcements, nodeProxy);
        using var probes = options.Probes is { } wanted ? new ProbeMesh(wanted, options.Node, queue, null, time, logger) : null;
        nodeProxy?.Start();
        AdoptOlder(session.Programs!);
        var reporting = new ReportClient(options, channel, queue, announcements, time, logger, probes is null ? null : probes.Hear).RunAsync(Introduce(session, probes), giveUp.Token);
        var thread = new KernelThread(watch, time);
        var probing = probes is null ? Task.CompletedTask : ProbeAsync(probes);
        AgentLog.Watching(logger, session.Plan.Programs.Count(program => program.IsChosen), options.Server);
        try
        {
            await using (cancellation.Register(thread.Stop))
            {
                await FirstEnd.Of(thread.Ended, reporting);
            }
        }
        finally
        {
            thread.Stop();
            probes?.Stop();
            await probing;
            await thread.Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            queue.Complete();
            giveUp.CancelAfter(LastDelivery);
            await reporting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            AgentLog.Stopped(logger, queue.Count);
        }
    }

    private Watch CreateWatch(KernelSession session, BatchQueue queue, FlowAnnouncements announcements, NodeProxyLog? nodeProxy)
    {
        var processes = new ProcessDirectory(files, time);
        var cgroups = new CgroupDirectory(files, time, CgroupMounts.Read(files).Unified);
        var parts = new WatchParts(
            files, namespaces, processes, new FlowDescriber(processes, cgroups), session.NameServers, session.Facts.Privileges.HasFlag(Privileges.SysAdmin), nodeProxy);
        return new(session.Programs!, options, parts, queue, announcements, time, logger);
    }

    private void AdoptOlder(ConnectionPrograms programs)
    {
        var visits = namespaces.ForEach(_ => programs.TryWalk("adopt"));
        programs.TryWalk("claim");
        if (visits.Refused > 0)
        {
            AgentLog.NamespacesRefused(logger, visits.Refused);
        }
    }

    // Without probes the agent still watches.
    private async Task ProbeAsync(ProbeMesh probes)
    {
        probes.Start();
        try
        {
            await probes.Ended;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            ProbeText.Ended(logger, fault.Message);
        }
    }

    private Hello Introduce(KernelSession session, ProbeMesh? probes)
    {
        var hello = new Hello
        {
            ProtocolVersion = ProtocolVersion.Current,
            AgentId = Guid.NewGuid().ToString("N"),
            Node = options.Node,
            Cluster = options.Cluster,
            Zone = options.Zone,
            AgentVersion = typeof(Agent).Assembly.GetName().Version?.ToString(3) ?? "",
        };
        hello.Probes = probes?.Offer();
        hello.Capabilities.AddRange(session.Plan.Capabilities.Select(capability => capability.ToWire()));
        return hello;
    }
}
