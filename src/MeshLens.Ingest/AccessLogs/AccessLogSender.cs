using System.Text;
using MeshLens.Core.Telemetry;
using MeshLens.Ingest.AccessLogs.Wire;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>The proxy at the other end of a stream. It says who it is in its first message and never again.</summary>
/// <param name="Node">By its node id; null when that is none of Istio's.</param>
/// <param name="Self">Its own workload; null when it does not tell.</param>
internal sealed record AccessLogSender(NodeIdentity? Node, MeshPeer? Self)
{
    public static readonly AccessLogSender Anonymous = new(null, null);

    /// <summary>Reads <c>StreamAccessLogsMessage.Identifier</c>.</summary>
    public static AccessLogSender Read(ReadOnlySpan<byte> identifier)
    {
        var reader = new WireReader(identifier);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                return ReadNode(reader.Bytes);
            }
        }

        return Anonymous;
    }

    private static AccessLogSender ReadNode(ReadOnlySpan<byte> node)
    {
        NodeIdentity? identity = null;
        MeshPeer? told = null;
        var reader = new WireReader(node);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    identity = NodeIdentity.Parse(Encoding.UTF8.GetString(reader.Bytes));
                    break;
                case 3:
                    told = PeerReader.ReadStruct(reader.Bytes);
                    break;
            }
        }

        return new(identity, told is { IsNamed: true } ? told : identity?.ToPeer());
    }
}
