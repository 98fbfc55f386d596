using MeshLens.Agent.Cost;
using MeshLens.Agent.Host;
using MeshLens.Agent.Options;
using MeshLens.Agent.Streaming;
using MeshLens.Agent.Watching;
using MeshLens.Protocol.V1;
using MeshLens.Protocol.Versions;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Probing;

/// <summary>An agent that only probes: the thread that does, and the stream to the server.</summary>
internal sealed class ProbeAgent(AgentOptions options, IHostFiles files, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LastDelivery = TimeSpan.FromSeconds(2);

    /// <summary>Probes until cancelled, then delivers what is left.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var announcements = new FlowAnnouncements();
        using var queue = new BatchQueue(options.Capacity.QueueBytes, announcements);
        using var channel = new ServerChannel(options);
        using var giveUp = new CancellationTokenSource();
        using var clock = new BpfClock([], BpfTiming.Off, false);
        using var probes = new ProbeMesh(options.Probes!, options.Node, queue, new SelfCost(static () => 0, clock, files), time, logger);
        var reporting = new ReportClient(options, channel, queue, announcements, time, logger, probes.Hear).RunAsync(Introduce(probes), giveUp.Token);
        probes.Start();
        try
        {
            await using (cancellation.Register(probes.Stop))
            {
                await FirstEnd.Of(probes.Ended, reporting);
            }
        }
        finally
        {
            probes.Stop();
            await probes.Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            queue.Complete();
            giveUp.CancelAfter(LastDelivery);
            await reporting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Hello Introduce(ProbeMesh probes) => new()
    {
        ProtocolVersion = ProtocolVersion.Current,
        AgentId = Guid.NewGuid().ToString("N"),
        Node = options.Node,
        Cluster = options.Cluster,
        Zone = options.Zone,
        AgentVersion = typeof(ProbeAgent).Assembly.GetName().Version?.ToString(3) ?? "",
        Probes = probes.Offer(),
    };
}
