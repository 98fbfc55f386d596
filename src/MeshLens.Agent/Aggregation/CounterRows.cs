using MeshLens.Agent.Kernel;
using MeshLens.Core.Signals;
using MeshLens.Protocol.Columns;
using MeshLens.Protocol.V1;
using Signal = MeshLens.Core.Signals.Signal;

namespace MeshLens.Agent.Aggregation;

/// <summary>Appends what a flow's counters gained. Some of them are durations of live sockets and become histogram rows.</summary>
internal static class CounterRows
{
    private const ulong NanosecondsPerMicrosecond = 1000;

    public static void Append(this Batch batch, uint flow, in Counters gained)
    {
        var columns = batch.Counters;
        columns.Append(flow, Counter.ConnectAttempts, gained.Attempts);
        columns.Append(flow, Counter.Established, gained.Established);
        columns.Append(flow, Counter.Closed, gained.Closed);
        columns.Append(flow, Counter.LifetimeNs, gained.LifetimeNs);
        columns.Append(flow, Counter.SynRetransmits, gained.SynRetransmits);
        columns.Append(flow, Counter.DataRetransmits, gained.Retransmits);
        columns.Append(flow, Counter.BytesSent, gained.BytesSent);
        columns.Append(flow, Counter.BytesReceived, gained.BytesReceived);
        columns.Append(flow, Counter.ResetsSent, gained.ResetsOut);
        columns.Append(flow, Counter.ResetsReceived, gained.ResetsIn);
        columns.Append(flow, Counter.ReceiveWindowLimitedNs, gained.RwndLimitedNs);
        columns.Append(flow, Counter.SendBufferLimitedNs, gained.SndbufLimitedNs);
        columns.Append(flow, Counter.Turns, gained.Turns);
        columns.Append(flow, Counter.StallNs, gained.StallNs);
        columns.Append(flow, Counter.PromptAccepts, gained.PromptAccepts);
        AppendReasons(columns, flow, gained);
        AppendLiveSockets(batch.Histograms, flow, gained);
    }

    private static void AppendReasons(CounterColumns columns, uint flow, in Counters gained)
    {
        for (var reason = 1; reason < FailureCounts.Length; reason++)
        {
            columns.Append(flow, Counter.FailuresBase + (byte)WireNumbers.FailureOf((Failure)reason), gained.Failures[reason]);
        }

        for (var reason = 1; reason < UnavailableCounts.Length; reason++)
        {
            columns.Append(flow, Counter.TurnsUnavailableBase + (byte)WireNumbers.UnavailableOf((Unavailable)reason), gained.Unavailable[reason]);
        }
    }

    private static void AppendLiveSockets(HistogramColumns columns, uint flow, in Counters gained)
    {
        if (gained.Live > 0 && gained.SrttUsSum > 0)
        {
            var sum = gained.SrttUsSum * NanosecondsPerMicrosecond;
            columns.Append(flow, Signal.SmoothedRtt, gained.Live, sum, sum / gained.Live);
        }

        if (gained.MinRttUs > 0)
        {
            var least = gained.MinRttUs * NanosecondsPerMicrosecond;
            columns.Append(flow, Signal.MinimumRtt, 1, least, least);
        }
    }
}
