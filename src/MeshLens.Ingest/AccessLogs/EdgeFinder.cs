using MeshLens.Core.Telemetry;
using MeshLens.Core.Windows;
using MeshLens.Ingest.Edges;
using MeshLens.Ingest.Naming;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>The edge of an entry. Asked per entry, so who it is between is worked out once and remembered. Belongs to one worker.</summary>
/// <remarks>
/// What is remembered is forgotten when names change, when it grew too much, and after a while, so that an edge that nobody
/// reports any more is let go. Nothing of a request is part of the key: no path, no id, and a caller's port neither.
/// </remarks>
internal sealed class EdgeFinder(EndpointNames names, EdgeTable edges, WindowClock clock)
{
    private const int Most = 65_536;
    private const int WindowsKept = 6;

    private readonly HopNamer _namer = new(names);
    private readonly Dictionary<HopKey, HopTarget?> _known = [];
    private int _version;
    private long _since;

    /// <summary>Forgets what is no longer sure.</summary>
    public void Refresh()
    {
        if (names.Version != _version || _known.Count >= Most || clock.Index - _since >= WindowsKept)
        {
            foreach (var target in _known.Values)
            {
                if (target is not null)
                {
                    edges.Leave(target.Edge);
                }
            }

            _known.Clear();
            (_version, _since) = (names.Version, clock.Index);
        }
    }

    /// <returns>Null when it belongs to no edge, with the reason.</returns>
    public HopTarget? Find(AccessRecord record, AccessLogSender sender, out AccessLogShed reason)
    {
        var key = HopKey.Of(record, sender);
        reason = AccessLogShed.Unnamed;
        if (_known.TryGetValue(key, out var target))
        {
            return target;
        }

        if (_namer.Name(record, sender) is not { } hop)
        {
            // A message of many strangers must not grow what is remembered between two looks at its size.
            return _known.Count < Most ? _known[key] = null : null;
        }

        reason = AccessLogShed.EdgeLimit;
        if (_known.Count >= Most || edges.Join(hop.Edge.Key, hop.Edge.Source, hop.Edge.Destination) is not { } edge)
        {
            return null;
        }

        return _known[key] = new(edge, hop.Reporter);
    }
}
