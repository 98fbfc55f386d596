using System.Globalization;
using MeshLens.Core.Edges;

namespace MeshLens.Core.Telemetry.Text;

/// <summary>A connection as the ambient node proxy logs it, by its fields.</summary>
/// <remarks>
/// <para>What it tells is the connection's life, not a latency: there is none in this log.</para>
/// <para>
/// The namespace of a destination is that of its service: some versions write the service's name where its namespace should be.
/// </para>
/// </remarks>
internal static class ZtunnelRecord
{
    public const string Subject = "connection";
    public const string Scope = "access";
    private const string Complete = "connection complete";
    private const string Failed = "connection failed";
    private const int TunnelPort = 15008;

    public static bool IsOne(Dictionary<string, string> fields) =>
        Of(fields, "scope", Of(fields, "target")) == Scope && Of(fields, "message").StartsWith(Subject, StringComparison.Ordinal);

    /// <summary>The record; null when it is none of a connection's. One of an opened connection is no end.</summary>
    public static AccessRecord? From(Dictionary<string, string> fields)
    {
        var isOutbound = Of(fields, "direction") == "outbound";
        if (!isOutbound && Of(fields, "direction") != "inbound")
        {
            return null;
        }

        var error = Of(fields, "error");
        var record = new AccessRecord
        {
            Protocol = AccessProtocol.Tcp,
            Began = DateTimeOffset.TryParse(Of(fields, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var began) ? began : null,
            Reporter = isOutbound ? AccessReporter.Client : AccessReporter.Server,
            IsEnd = Of(fields, "message") is Complete or Failed,
            Times = HopTimes.None with { Ended = Duration(Of(fields, "duration")) },
            Flags = ZtunnelErrors.FlagsOf(error),
            TransportFailure = error,
            Source = Peer(fields, "src.", Of(fields, "src.namespace")),
            DestinationHost = Of(fields, "dst.service"),
            DownstreamRemote = SocketName.Parse(Of(fields, "src.addr")),
            BytesReceived = Number(Of(fields, "bytes_recv")),
            BytesSent = Number(Of(fields, "bytes_sent")),
        };
        ReadDestination(fields, record, isOutbound);
        return record;
    }

    private static void ReadDestination(Dictionary<string, string> fields, AccessRecord record, bool isOutbound)
    {
        var tunnel = SocketName.Parse(Of(fields, "dst.addr"));
        var inner = SocketName.Parse(Of(fields, "dst.hbone_addr"));
        record.UpstreamRemote = tunnel;
        record.DownstreamLocal = inner.IsKnown ? inner
            : tunnel.Port == TunnelPort ? tunnel with { Port = 0 }
            : tunnel;
        record.Leg = LegOf(isOutbound, tunnel, inner);
        if (record.Leg != Leg.ToWaypoint)
        {
            record.Destination = Peer(fields, "dst.", ServiceHost.Parse(record.DestinationHost)?.Namespace ?? Of(fields, "dst.namespace"));
        }
    }

    private static Leg LegOf(bool isOutbound, SocketName tunnel, SocketName inner) => (isOutbound, inner.IsKnown) switch
    {
        (false, true) => Leg.ProxyToApp,
        (false, false) => Leg.Direct,
        (true, true) => inner.Address == tunnel.Address ? Leg.ProxyToProxy : Leg.ToWaypoint,
        (true, false) => tunnel.Port == TunnelPort || !tunnel.IsKnown ? Leg.ProxyToProxy : Leg.Direct,
    };

    private static MeshPeer? Peer(Dictionary<string, string> fields, string end, string ns) =>
        Of(fields, end + "workload") is { Length: > 0 } pod
            ? new(ns, PodNames.WorkloadOf(pod), Cluster: Of(fields, end + "cluster"), Pod: pod)
            : null;

    // As Rust writes durations: 2ms, and of newer versions 1.5s or 300us.
    private static long Duration(string text)
    {
        var unit = text.Length;
        while (unit > 0 && !char.IsAsciiDigit(text[unit - 1]))
        {
            unit--;
        }

        var factor = text[unit..] switch { "ns" => 1, "us" or "µs" => 1e3, "ms" => 1e6, "s" => 1e9, _ => 0 };
        return factor > 0 && double.TryParse(text.AsSpan(0, unit), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number * factor <= HopTimes.Longest
            ? (long)(number * factor)
            : HopTimes.Unknown;
    }

    private static ulong Number(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Of(Dictionary<string, string> fields, string name, string otherwise = "") =>
        fields.TryGetValue(name, out var value) ? value : otherwise;
}
