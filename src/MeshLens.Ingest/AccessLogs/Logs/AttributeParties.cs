using MeshLens.Core.Telemetry;

namespace MeshLens.Ingest.AccessLogs.Logs;

/// <summary>Who calls, who is called and who writes, where attributes tell it piece by piece. The same pieces give the same object.</summary>
/// <remarks>Edges are found by these objects as references, so few may stand for one party. Belongs to one worker.</remarks>
internal sealed class AttributeParties
{
    private const int Most = 16_384;

    private readonly Dictionary<Pieces, MeshPeer?> _peers = [];
    private readonly Dictionary<MeshPeer, AccessLogSender> _senders = new(ReferenceEqualityComparer.Instance);
    private Pieces _source;
    private Pieces _destination;
    private Pieces _own;

    public void Clear() => (_source, _destination, _own) = (Pieces.None, Pieces.None, Pieces.None);

    /// <summary>Takes a piece; false when it is none.</summary>
    public bool TrySet(AccessAttribute attribute, string text)
    {
        switch (attribute)
        {
            case AccessAttribute.SourceWorkload: _source = _source with { Workload = text }; return true;
            case AccessAttribute.SourceNamespace: _source = _source with { Namespace = text }; return true;
            case AccessAttribute.SourceCluster: _source = _source with { Cluster = text }; return true;
            case AccessAttribute.DestinationWorkload: _destination = _destination with { Workload = text }; return true;
            case AccessAttribute.DestinationNamespace: _destination = _destination with { Namespace = text }; return true;
            case AccessAttribute.DestinationService: _destination = _destination with { Service = text }; return true;
            case AccessAttribute.DestinationCluster: _destination = _destination with { Cluster = text }; return true;
            case AccessAttribute.OwnPod: _own = _own with { Pod = text }; return true;
            case AccessAttribute.OwnNamespace: _own = _own with { Namespace = text }; return true;
            case AccessAttribute.OwnWorkload: _own = _own with { Workload = text }; return true;
            case AccessAttribute.OwnCluster: _own = _own with { Cluster = text }; return true;
            default: return false;
        }
    }

    /// <summary>Puts both ends into the record.</summary>
    public void Complete(AccessRecord record)
    {
        record.Source = Peer(_source);
        record.Destination = Peer(_destination);
    }

    /// <summary>Who writes: as the record says, else as its resource does.</summary>
    public AccessLogSender Sender(AccessLogSender resource)
    {
        if (resource.Self is not null || Peer(_own) is not { } self)
        {
            return resource;
        }

        if (!_senders.TryGetValue(self, out var sender))
        {
            _senders[self] = sender = new(resource.Node, self);
        }

        return sender;
    }

    private MeshPeer? Peer(Pieces pieces)
    {
        if (pieces == Pieces.None)
        {
            return null;
        }

        if (!_peers.TryGetValue(pieces, out var peer))
        {
            if (_peers.Count >= Most)
            {
                _peers.Clear();
                _senders.Clear();
            }

            _peers[pieces] = peer = Make(pieces);
        }

        return peer;
    }

    private static MeshPeer? Make(Pieces pieces) => pieces.Namespace.Length == 0 || (pieces.Workload.Length == 0 && pieces.Pod.Length == 0)
        ? null
        : new(pieces.Namespace, pieces.Workload.Length > 0 ? pieces.Workload : PodNames.WorkloadOf(pieces.Pod), pieces.Service, pieces.Cluster, pieces.Pod);

    private readonly record struct Pieces(string Namespace, string Workload, string Service, string Cluster, string Pod)
    {
        public static readonly Pieces None = new("", "", "", "", "");
    }
}
