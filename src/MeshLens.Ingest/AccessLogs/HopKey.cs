using System.Runtime.CompilerServices;
using MeshLens.Core.Identity;
using MeshLens.Core.Telemetry;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>Everything of an entry that decides which edge it belongs to. Names are compared as references: readers keep one of each.</summary>
internal readonly record struct HopKey(
    AccessLogSender Sender, string Cluster, MeshPeer? Source, MeshPeer? Destination, AddressKey Caller, SocketName Called)
{
    public static HopKey Of(AccessRecord record, AccessLogSender sender) => new(
        sender,
        record.Cluster,
        record.Source,
        record.Destination,
        record.Source is null ? record.DownstreamRemote.Address : default,
        record.Cluster.Length == 0 || record.Destination is null ? record.DownstreamLocal : default);

    public bool Equals(HopKey other) =>
        ReferenceEquals(Sender, other.Sender) && Same(Cluster, other.Cluster) && Same(Source, other.Source)
        && Same(Destination, other.Destination) && Caller == other.Caller && Called == other.Called;

    public override int GetHashCode() => HashCode.Combine(
        RuntimeHelpers.GetHashCode(Sender),
        RuntimeHelpers.GetHashCode(Cluster),
        Source is null ? 0 : RuntimeHelpers.GetHashCode(Source),
        Destination is null ? 0 : RuntimeHelpers.GetHashCode(Destination),
        Caller, Called);

    private static bool Same(object? left, object? right) => ReferenceEquals(left, right);
}
