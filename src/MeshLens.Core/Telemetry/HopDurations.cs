using System.Runtime.CompilerServices;

namespace MeshLens.Core.Telemetry;

/// <summary>The time of one request at one proxy, part by part, in nanoseconds; negative where a part is not known.</summary>
/// <remarks>
/// The points in time of a request are put in order and the parts are what lies between them, so that those from
/// <see cref="HopPart.Receive"/> to <see cref="HopPart.After"/> are never negative and add up to the last byte passed on. Where
/// bodies stream, things overlap: a request may be sent on before it was complete, and answered before it was sent. What
/// overlaps is given to the earlier part, so no time is counted twice.
/// </remarks>
[InlineArray(PartCount)]
public struct HopDurations
{
    /// <summary>How many kinds of parts there are.</summary>
    public const int PartCount = 12;

    private long _first;

    /// <summary>Nothing is known.</summary>
    public static HopDurations None
    {
        get
        {
            var none = default(HopDurations);
            ((Span<long>)none).Fill(HopTimes.Unknown);
            return none;
        }
    }

    /// <summary>Takes a request apart.</summary>
    public static HopDurations Of(in HopTimes times)
    {
        var parts = None;
        var reached = 0L;
        Next(ref parts, HopPart.Receive, times.RequestReceived, ref reached);

        // A request that was never sent on spent all its time before the upstream, and the proxy answered by itself.
        var sentOn = times.UpstreamBegan >= 0;
        Next(ref parts, HopPart.BeforeUpstream, sentOn ? times.UpstreamBegan : times.DownstreamBegan, ref reached);
        if (sentOn)
        {
            Next(ref parts, HopPart.Send, times.UpstreamSent, ref reached);
            Next(ref parts, HopPart.UpstreamWait, WaitEnd(times), ref reached);
            Next(ref parts, HopPart.Body, times.ResponseReceived, ref reached);
        }

        Next(ref parts, HopPart.After, times.DownstreamSent, ref reached);
        parts[(int)HopPart.Total] = times.Ended;
        if (times is { ResponseBegan: >= 0, DownstreamBegan: >= 0 })
        {
            parts[(int)HopPart.ResponseFilters] = Math.Max(0, times.DownstreamBegan - times.ResponseBegan);
        }

        return parts;
    }

    // No answer came: the wait lasted until the proxy gave up and answered itself, or until the end.
    private static long WaitEnd(in HopTimes times) =>
        times.ResponseBegan >= 0 ? times.ResponseBegan : times.DownstreamBegan >= 0 ? times.DownstreamBegan : times.Ended;

    private static void Next(ref HopDurations parts, HopPart part, long point, ref long reached)
    {
        if (point >= 0)
        {
            parts[(int)part] = Math.Max(0, point - reached);
            reached = Math.Max(reached, point);
        }
    }
}
