using MeshLens.Core.Edges;
using MeshLens.Ingest.Edges;
using MeshLens.Ingest.Naming.Processes;

namespace MeshLens.Ingest.Flows;

/// <summary>A flow while its agent reports it: its definition, the flows at its other end, and where its rows go.</summary>
/// <remarks>
/// Targets belong to the stream that owns the flow; peers may be added by any stream. A join only marks the flow stale, and
/// its own stream names it anew before the next row, so a late join moves what comes and never what was counted.
/// </remarks>
internal sealed class Flow(FlowDefinition definition, NodeProcesses node, DateTimeOffset since, IngestInstruments instruments)
{
    private const int PeerLimit = 64;

    private readonly Lock _gate = new();
    private readonly List<Flow> _peers = [];
    private volatile bool _isStale = true;
    private volatile bool _isOver;

    public FlowDefinition Definition => definition;

    public NodeProcesses Node => node;

    /// <summary>When its agent mentioned it first.</summary>
    public DateTimeOffset Since => since;

    public End End => definition.End;

    /// <summary>Where its rows go; empty until it was bound, and when there was no room for its edge.</summary>
    public FlowTarget[] Targets { get; set; } = [];

    /// <summary>Probes of the agent itself: they belong to no edge.</summary>
    public bool IsProbe { get; init; }

    /// <summary>What its binding was made from.</summary>
    public FlowBinding? Binding { get; set; }

    public bool IsStale => _isStale;

    /// <summary>Its agent retired it, or is gone.</summary>
    public bool IsOver => _isOver;

    public void MarkStale() => _isStale = true;

    public void MarkFresh() => _isStale = false;

    /// <summary>What is over keeps no peers: flows that remember each other would never be let go.</summary>
    public void MarkOver()
    {
        lock (_gate)
        {
            _isOver = true;
            _peers.Clear();
        }
    }

    /// <summary>Adds a flow of the other end; false when it was there, when this flow is over, or when there are so
    /// many that one more tells nothing.</summary>
    public bool AddPeer(Flow peer)
    {
        lock (_gate)
        {
            if (_isOver || _peers.Contains(peer))
            {
                return false;
            }

            if (_peers.Count >= PeerLimit && _peers.RemoveAll(known => known.IsOver) == 0)
            {
                instruments.Omitted(Omission.PeerLimit, 1);
                return false;
            }

            _peers.Add(peer);
            _isStale = true;
            return true;
        }
    }

    /// <summary>
    /// The flows at its other end: those alive, or, when none is left, those that were. A peer that is over still says who
    /// was there, but not against one who is there now.
    /// </summary>
    public Flow[] Peers()
    {
        lock (_gate)
        {
            var alive = _peers.Where(peer => !peer.IsOver).ToArray();
            return alive.Length > 0 ? alive : [.. _peers];
        }
    }
}
