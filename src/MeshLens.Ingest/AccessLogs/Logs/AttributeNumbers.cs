using MeshLens.Core.Telemetry;

namespace MeshLens.Ingest.AccessLogs.Logs;

/// <summary>Attributes that are numbers, and where each goes.</summary>
internal static class AttributeNumbers
{
    private const long Microsecond = 1_000;
    private const long Millisecond = 1_000_000;
    private const int LastStatus = 999;

    /// <summary>Sets a number that is not a time of the request; false when it is one.</summary>
    public static bool TrySet(AccessRecord record, AccessAttribute attribute, long number)
    {
        switch (attribute)
        {
            case AccessAttribute.Status:
                record.Status = number <= LastStatus ? (int)number : 0;
                return true;
            case AccessAttribute.Attempts:
                record.Attempts = (int)Math.Min(number, ushort.MaxValue);
                return true;
            case AccessAttribute.BytesReceived:
                record.BytesReceived = (ulong)number;
                return true;
            case AccessAttribute.BytesSent:
                record.BytesSent = (ulong)number;
                return true;
            case AccessAttribute.ServiceTimeMs:
                record.ServiceTime = Times(number, Millisecond);
                return true;
            default:
                return TrySetConnection(record, attribute, number);
        }
    }

    /// <summary>Sets what is told of the upstream connection; false when it is something else.</summary>
    public static bool TrySetConnection(AccessRecord record, AccessAttribute attribute, long number)
    {
        var times = record.Connection ?? default;
        switch (attribute)
        {
            case AccessAttribute.ConnectUs:
                record.Connection = times with { ConnectNs = (ulong)Times(number, Microsecond) };
                return true;
            case AccessAttribute.TlsUs:
                record.Connection = times with { TlsNs = (ulong)Times(number, Microsecond) };
                return true;
            case AccessAttribute.PoolMs:
                record.Connection = times with { PoolNs = (ulong)Times(number, Millisecond) };
                return true;
            case AccessAttribute.ConnectionId:
                record.ConnectionId = (ulong)number;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Sets a time of the request.</summary>
    public static void SetTime(ref HopTimes times, AccessAttribute attribute, long number)
    {
        switch (attribute)
        {
            case AccessAttribute.DurationMs: times.Ended = Times(number, Millisecond); break;
            case AccessAttribute.RequestReceivedUs: times.RequestReceived = Times(number, Microsecond); break;
            case AccessAttribute.UpstreamBeganUs: times.UpstreamBegan = Times(number, Microsecond); break;
            case AccessAttribute.UpstreamSentUs: times.UpstreamSent = Times(number, Microsecond); break;
            case AccessAttribute.ResponseBeganUs: times.ResponseBegan = Times(number, Microsecond); break;
            case AccessAttribute.ResponseReceivedUs: times.ResponseReceived = Times(number, Microsecond); break;
            case AccessAttribute.DownstreamBeganUs: times.DownstreamBegan = Times(number, Microsecond); break;
            case AccessAttribute.DownstreamSentUs: times.DownstreamSent = Times(number, Microsecond); break;
        }
    }

    // What is too long for a number is too long for a duration: the record is refused for it.
    private static long Times(long number, long unit) => number > long.MaxValue / unit ? long.MaxValue : number * unit;
}
