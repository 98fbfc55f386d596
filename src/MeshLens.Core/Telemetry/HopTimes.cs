namespace MeshLens.Core.Telemetry;

/// <summary>
/// When things happened at one proxy, in nanoseconds since the first byte of the request; <see cref="Unknown"/> where the record
/// does not say. Upstream times are those of the last attempt.
/// </summary>
public struct HopTimes
{
    /// <summary>Stands for a time that was not recorded.</summary>
    public const long Unknown = -1;

    /// <summary>More is no duration but a mistake: one day.</summary>
    public const long Longest = 86_400_000_000_000;

    /// <summary>No time is known.</summary>
    public static readonly HopTimes None = new()
    {
        RequestReceived = Unknown,
        UpstreamBegan = Unknown,
        UpstreamSent = Unknown,
        ResponseBegan = Unknown,
        ResponseReceived = Unknown,
        DownstreamBegan = Unknown,
        DownstreamSent = Unknown,
        Ended = Unknown,
    };

    /// <summary>Last byte of the request arrived (Envoy's <c>time_to_last_rx_byte</c>).</summary>
    public long RequestReceived;

    /// <summary>First byte sent on (<c>time_to_first_upstream_tx_byte</c>).</summary>
    public long UpstreamBegan;

    /// <summary>Last byte sent on (<c>time_to_last_upstream_tx_byte</c>).</summary>
    public long UpstreamSent;

    /// <summary>First byte of the response arrived (<c>time_to_first_upstream_rx_byte</c>).</summary>
    public long ResponseBegan;

    /// <summary>Last byte of the response arrived (<c>time_to_last_upstream_rx_byte</c>).</summary>
    public long ResponseReceived;

    /// <summary>First byte passed on (<c>time_to_first_downstream_tx_byte</c>).</summary>
    public long DownstreamBegan;

    /// <summary>Last byte passed on (<c>time_to_last_downstream_tx_byte</c>).</summary>
    public long DownstreamSent;

    /// <summary>The stream ended (<c>duration</c>).</summary>
    public long Ended;

    /// <summary>Whether every time is unknown or one that can be.</summary>
    public readonly bool IsPlausible =>
        IsTime(RequestReceived) && IsTime(UpstreamBegan) && IsTime(UpstreamSent) && IsTime(ResponseBegan)
        && IsTime(ResponseReceived) && IsTime(DownstreamBegan) && IsTime(DownstreamSent) && IsTime(Ended);

    private static bool IsTime(long time) => time is >= Unknown and <= Longest;
}
