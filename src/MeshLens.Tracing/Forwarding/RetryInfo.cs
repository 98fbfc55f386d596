using MeshLens.Tracing.Wire;

namespace MeshLens.Tracing.Forwarding;

/// <summary>Finds in the details of a gRPC status (<c>google.rpc.Status</c>) when to come again (<c>google.rpc.RetryInfo</c>).</summary>
internal static class RetryInfo
{
    /// <summary>Where gRPC carries the details.</summary>
    public const string Trailer = "grpc-status-details-bin";

    private const int Details = 3;
    private const int TypeUrl = 1;
    private const int Value = 2;
    private const int RetryDelay = 1;
    private const int Seconds = 1;
    private const int Nanos = 2;
    private const long MostSeconds = 86_400;

    /// <returns>Null when it does not say.</returns>
    public static TimeSpan? Read(byte[]? details)
    {
        var fields = new WireCursor(details, 0, details?.Length ?? 0);
        while (fields.Next())
        {
            if (fields is { Field: Details, IsDelimited: true } && OfAny(details, fields) is { } delay)
            {
                return delay;
            }
        }

        return null;
    }

    private static TimeSpan? OfAny(ReadOnlySpan<byte> details, in WireCursor any)
    {
        var isRetryInfo = false;
        TimeSpan? delay = null;
        var fields = new WireCursor(details, any.From, any.To);
        while (fields.Next())
        {
            if (fields is { Field: TypeUrl, IsDelimited: true })
            {
                isRetryInfo = details[fields.From..fields.To].EndsWith("/google.rpc.RetryInfo"u8);
            }
            else if (fields is { Field: Value, IsDelimited: true })
            {
                delay = OfInfo(details, fields);
            }
        }

        return isRetryInfo ? delay ?? TimeSpan.Zero : null;
    }

    private static TimeSpan? OfInfo(ReadOnlySpan<byte> details, in WireCursor info)
    {
        TimeSpan? delay = null;
        var fields = new WireCursor(details, info.From, info.To);
        while (fields.Next())
        {
            if (fields is { Field: RetryDelay, IsDelimited: true })
            {
                delay = OfDuration(details, fields);
            }
        }

        return delay;
    }

    private static TimeSpan OfDuration(ReadOnlySpan<byte> details, in WireCursor duration)
    {
        var (seconds, nanos) = (0L, 0L);
        var fields = new WireCursor(details, duration.From, duration.To);
        while (fields.Next())
        {
            (seconds, nanos) = fields.Field switch
            {
                Seconds => ((long)fields.Number, nanos),
                Nanos => (seconds, (long)fields.Number),
                _ => (seconds, nanos),
            };
        }

        return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, MostSeconds)) + TimeSpan.FromTicks(Math.Clamp(nanos, 0, 999_999_999) / 100);
    }
}
