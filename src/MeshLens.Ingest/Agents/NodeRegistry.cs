using System.Diagnostics.CodeAnalysis;
using System.Net;
using MeshLens.Core.Windows;
using MeshLens.Grains.Nodes;
using MeshLens.Ingest.Configuration;
using MeshLens.Ingest.Flows;
using MeshLens.Ingest.Intake;
using MeshLens.Ingest.Naming.Processes;
using MeshLens.Protocol.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MeshLens.Ingest.Agents;

/// <summary>Which agents report. One agent speaks for a node: two would count everything twice.</summary>
internal sealed partial class NodeRegistry(
    BatchIntake batches, FlowIntake flows, CoverageIntake coverage, WindowClock clock, IngestInstruments instruments,
    IOptions<IngestOptions> options, ILogger<NodeRegistry> logger) : INodeDirectory
{
    private const string DefaultCluster = "local";
    private const int RememberedLimit = 1024;
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Cluster, string Node), AgentStream> _streams = [];

    /// <summary>Lets an agent in, or says in one sentence why not.</summary>
    public bool TryEnter(Hello hello, [NotNullWhen(true)] out AgentStream? stream, out string refusal)
    {
        var key = (Cluster: hello.Cluster.Length == 0 ? DefaultCluster : hello.Cluster, hello.Node);
        AgentStream? superseded;
        lock (_gate)
        {
            stream = null;
            refusal = RefusalOf(key, hello, out superseded);
            if (refusal.Length == 0)
            {
                ForgetLongGone();
                _streams[key] = stream = Open(hello, key.Cluster);
            }
        }

        if (stream is null)
        {
            return false;
        }

        superseded?.End();
        instruments.AgentConnected();
        AgentEntered(hello.Node, key.Cluster, hello.AgentId, hello.AgentVersion);
        return true;
    }

    /// <summary>The stream ended, however it did. The node stays listed for an hour.</summary>
    public void Leave(AgentStream stream, string reason)
    {
        stream.End();
        instruments.AgentLeft();
        AgentLeft(stream.Hello.Node, stream.State.Node.Cluster, reason.TrimEnd('.', ' '));
        foreach (var (fault, count) in stream.State.Faults.NonZero)
        {
            Summed(stream.Hello.Node, count, fault.Explain());
        }
    }

    public void MarkSilent()
    {
        foreach (var stream in All().Where(stream => stream.Silence >= options.Value.AgentSilence))
        {
            stream.MarkSilent();
        }
    }

    /// <summary>The node that has this address as one of its own; null when none has, or several: private addresses repeat.</summary>
    public NodeProcesses? FindOwner(string cluster, IPAddress address)
    {
        NodeProcesses? found = null;
        foreach (var stream in IPAddress.IsLoopback(address) ? [] : All())
        {
            if (stream.IsOpen && stream.State.Node is var node && node.Cluster == cluster && node.Owns(address))
            {
                if (found is not null)
                {
                    return null;
                }

                found = node;
            }
        }

        return found;
    }

    IReadOnlyList<NodeStatus> INodeDirectory.All() =>
        [.. All().Select(stream => stream.Status()).OrderBy(node => node.Node, StringComparer.Ordinal).ThenBy(node => node.AgentId, StringComparer.Ordinal)];

    /// <summary>The agents whose stream is open.</summary>
    public IEnumerable<AgentStream> Open() => All().Where(static stream => stream.IsOpen);

    private AgentStream[] All()
    {
        lock (_gate)
        {
            return [.. _streams.Values];
        }
    }

    private string RefusalOf((string Cluster, string Node) key, Hello hello, out AgentStream? superseded)
    {
        if (!_streams.TryGetValue(key, out superseded) && _streams.Values.Count(stream => stream.IsOpen) >= options.Value.MaximumAgents)
        {
            return $"{options.Value.MaximumAgents} agents report already: raise {IngestOptions.Section}:{nameof(IngestOptions.MaximumAgents)} or add a server.";
        }

        // A stream that is open and silent is what a crashed node leaves behind.
        return superseded is { IsOpen: true } && superseded.Hello.AgentId != hello.AgentId && superseded.Silence < options.Value.AgentSilence
            ? $"Node {key.Node} is reported by agent {superseded.Hello.AgentId} already: stop one of them, or give each its own --node."
            : "";
    }

    private AgentStream Open(Hello hello, string cluster)
    {
        var faults = new FaultTally(instruments, fault => Refused(hello.Node, fault.Explain()));
        var node = new NodeProcesses(cluster, hello.Node, hello.Zone) { Forgotten = count => instruments.Omitted(Omission.NodeLimit, count) };
        var state = new StreamState(node, new FlowTable(options.Value.MaximumFlowsPerAgent), faults);
        return new(hello, state, batches, flows, coverage, clock);
    }

    private void ForgetLongGone()
    {
        var gone = _streams.Where(entry => !entry.Value.IsOpen).OrderByDescending(entry => entry.Value.Silence).ToList();
        foreach (var (key, stream) in gone)
        {
            if (stream.Silence >= Remembered || _streams.Count > options.Value.MaximumAgents + RememberedLimit)
            {
                _streams.Remove(key);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} of cluster {Cluster} reports, by agent {AgentId} {Version}.")]
    private partial void AgentEntered(string node, string cluster, string agentId, string version);

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} of cluster {Cluster} stopped reporting: {Reason}.")]
    private partial void AgentLeft(string node, string cluster, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Something that node {Node} sent was not used, and will not be from now on: {Fault}.")]
    private partial void Refused(string node, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Of what node {Node} sent, {Count} things were not used: {Fault}.")]
    private partial void Summed(string node, ulong count, string fault);
}
