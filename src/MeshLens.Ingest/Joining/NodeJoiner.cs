using System.Net;
using System.Runtime.InteropServices;
using MeshLens.Core.Edges;
using MeshLens.Ingest.Flows;

namespace MeshLens.Ingest.Joining;

/// <summary>Joins both ends of a connection within one node, at once and without its sequence numbers.</summary>
/// <remarks>
/// A server's flow names the client's flow if the kernel knew it, else the client's process; then the addresses must meet,
/// which they do not through translation: such flows wait for a connection id. Either end may be mentioned first.
/// </remarks>
internal sealed class NodeJoiner
{
    private readonly Dictionary<uint, HashSet<Flow>> _byClientFlow = [];
    private readonly Dictionary<Meeting, HashSet<Flow>> _byMeeting = [];

    public void Add(Flow flow, FlowTable flows)
    {
        var definition = flow.Definition;
        if (definition.PeerFlow != 0)
        {
            Put(_byClientFlow, definition.PeerFlow, flow);
            if (flows.Find(definition.PeerFlow) is { End: End.Client } client)
            {
                FlowJoin.Join(client, flow);
            }
        }

        if (definition.End == End.Client && _byClientFlow.TryGetValue(definition.Id, out var servers))
        {
            foreach (var server in servers)
            {
                FlowJoin.Join(flow, server);
            }
        }

        if (Meeting.Of(definition) is { } meeting)
        {
            Meet(flow, meeting);
        }
    }

    public void Remove(Flow flow)
    {
        var definition = flow.Definition;
        if (definition.PeerFlow != 0)
        {
            Drop(_byClientFlow, definition.PeerFlow, flow);
        }

        if (Meeting.Of(definition) is { } meeting)
        {
            Drop(_byMeeting, meeting, flow);
        }
    }

    private void Meet(Flow flow, Meeting meeting)
    {
        Put(_byMeeting, meeting, flow);
        foreach (var other in _byMeeting[meeting])
        {
            if (other.End != flow.End)
            {
                FlowJoin.Join(flow.End == End.Client ? flow : other, flow.End == End.Client ? other : flow);
            }
        }
    }

    private static void Put<TKey>(Dictionary<TKey, HashSet<Flow>> index, TKey key, Flow flow)
        where TKey : notnull =>
        (CollectionsMarshal.GetValueRefOrAddDefault(index, key, out _) ??= []).Add(flow);

    private static void Drop<TKey>(Dictionary<TKey, HashSet<Flow>> index, TKey key, Flow flow)
        where TKey : notnull
    {
        if (index.TryGetValue(key, out var flows) && flows.Remove(flow) && flows.Count == 0)
        {
            index.Remove(key);
        }
    }

    /// <summary>The client's process and the server's address: the same seen from either end, unless translated.</summary>
    private readonly record struct Meeting(uint ClientPid, ulong ClientNamespace, IPAddress Server, int Port)
    {
        public static Meeting? Of(FlowDefinition flow) => flow switch
        {
            { End: End.Client, Process: { } process } => new(process.Pid, flow.NetworkNamespace, flow.Remote, flow.Port),
            { End: End.Server, PeerPid: not 0, PeerFlow: 0 } => new(flow.PeerPid, flow.PeerNetworkNamespace, flow.Local, flow.Port),
            _ => null,
        };
    }
}
