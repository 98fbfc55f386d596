using System.Globalization;

namespace MeshLens.Core.Telemetry.Text;

/// <summary>Istio's text format, with or without the time that a container runtime puts before it.</summary>
/// <example>
/// <code>
/// [2025-01-30T10:53:16.283Z] "GET /ratings/0 HTTP/1.1" 200 - via_upstream - "-" 0 48 2 2 "-" "Go-http-client/1.1" "980435c4-…"
///   "ratings:9080" "10.244.0.41:9080" outbound|9080||ratings.bookinfo.svc.cluster.local 10.244.0.37:41 10.107.133.104:9080 10.244.0.35:36718 - default
/// </code>
/// </example>
/// <remarks>Before Istio 1.9 the format had no termination details: the field after the details is then the quoted failure.</remarks>
internal static class EnvoyLine
{
    public static AccessRecord? Parse(ReadOnlySpan<char> line)
    {
        var fields = new LineFields(line[Math.Max(0, line.IndexOf('['))..]);
        if (!fields.Next() || !DateTimeOffset.TryParse(fields.Current, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var began)
            || !fields.Next() || !fields.IsQuoted)
        {
            return null;
        }

        var record = new AccessRecord { Began = began };
        record.Protocol = ProtocolOf(fields.Current);
        return ReadOutcome(ref fields, record) && ReadTimes(ref fields, record) && ReadEnds(ref fields, record) ? record : null;
    }

    private static bool ReadOutcome(ref LineFields fields, AccessRecord record)
    {
        if (!fields.Next() || !int.TryParse(fields.Current, NumberStyles.None, CultureInfo.InvariantCulture, out var status) || !fields.Next())
        {
            return false;
        }

        record.Status = status;
        record.Flags = ResponseFlags.Parse(fields.Current);
        for (var unquoted = 0; fields.Next(); unquoted++)
        {
            if (fields.IsQuoted)
            {
                record.TransportFailure = Told(fields.Current);
                return unquoted <= 2;
            }

            record.Details = unquoted == 0 ? Told(fields.Current) : record.Details;
        }

        return false;
    }

    private static bool ReadTimes(ref LineFields fields, AccessRecord record)
    {
        if (!Number(ref fields, out var received) || !Number(ref fields, out var sent) || !Number(ref fields, out var duration) || !fields.Next())
        {
            return false;
        }

        (record.BytesReceived, record.BytesSent) = (received, sent);
        EnvoyRecord.SetTimes(record, duration, fields.Current);
        return record.Times.IsPlausible;
    }

    private static bool ReadEnds(ref LineFields fields, AccessRecord record)
    {
        // Forwarded-for, user agent, request id, authority: what would grow without bound is not kept.
        for (var skipped = 0; skipped < 4; skipped++)
        {
            if (!fields.Next() || !fields.IsQuoted)
            {
                return false;
            }
        }

        if (!fields.Next())
        {
            return false;
        }

        record.UpstreamRemote = SocketName.Parse(fields.Current);
        record.Cluster = fields.Next() ? Told(fields.Current) : "";
        record.UpstreamLocal = fields.Next() ? SocketName.Parse(fields.Current) : default;
        record.DownstreamLocal = fields.Next() ? SocketName.Parse(fields.Current) : default;
        record.DownstreamRemote = fields.Next() ? SocketName.Parse(fields.Current) : default;
        var hasRoute = fields.Next() && fields.Next();
        record.Route = hasRoute ? Told(fields.Current) : "";
        EnvoyRecord.Complete(record);
        return true;
    }

    private static bool Number(ref LineFields fields, out ulong number)
    {
        number = 0;
        return fields.Next() && ulong.TryParse(fields.Current, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static AccessProtocol ProtocolOf(ReadOnlySpan<char> request) =>
        request.StartsWith("- - -", StringComparison.Ordinal) ? AccessProtocol.Tcp : AccessProtocol.Http;

    private static string Told(ReadOnlySpan<char> field) => field is "-" ? "" : field.ToString();
}
