using System.Globalization;
using MeshLens.Core.Telemetry;
using MeshLens.Metrics.Meaning;
using MeshLens.Metrics.Tracking;

namespace MeshLens.Ingest.Metrics;

/// <summary>What a proxy reports of an edge, in the words of the edge, for one window.</summary>
internal static class ReportDeltas
{
    private const int Hundred = 100;

    // gRPC's UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS: what the destination is to blame for.
    private static readonly HashSet<string> GrpcFailures = ["2", "4", "12", "13", "14", "15"];

    public static MetricDelta Of(EdgeReport report, WindowShare share)
    {
        var delta = new MetricDelta
        {
            Window = share.Window,
            Reporter = ReporterOf(report.Edge.Reporter),
            FromMs = share.FromMs,
            ToMs = share.ToMs,
            DurationCount = share.Of(report.Durations.Count),
            DurationSumMs = Finite(report.Durations.Sum) * (share.After - share.Before),
            RequestBytes = share.Of(report.RequestBytes),
            ResponseBytes = share.Of(report.ResponseBytes),
            Opened = share.Of(report.TcpOpened),
            Closed = share.Of(report.TcpClosed),
            NotOpened = share.Of(report.TcpFailed.Values.Sum()),
            SentBytes = share.Of(report.TcpSentBytes),
            ReceivedBytes = share.Of(report.TcpReceivedBytes),
        };
        AddRequests(delta, report.Requests, share);
        foreach (var (flags, count) in report.TcpClosedBy.Concat(report.TcpFailed))
        {
            AddFlags(delta, ResponseFlags.Parse(flags), share.Of(count));
        }

        return delta;
    }

    private static void AddRequests(MetricDelta delta, Dictionary<ResponseKind, double> requests, WindowShare share)
    {
        foreach (var (kind, gained) in requests)
        {
            var (count, flags) = (share.Of(gained), ResponseFlags.Parse(kind.Flags));
            if (count == 0)
            {
                continue;
            }

            var answer = ClassOf(kind.Code);
            delta.Requests += count;
            delta.Failed += flags.AnyFailure || answer == 5 ? count : 0;
            delta.GrpcFailed += GrpcFailures.Contains(kind.GrpcStatus) ? count : 0;
            var known = delta.Answers.FindIndex(each => each.Class == answer);
            AddTo(delta.Answers, known, new(answer, count + (known < 0 ? 0 : delta.Answers[known].Count)));
            AddFlags(delta, flags, count);
        }
    }

    private static void AddFlags(MetricDelta delta, ResponseFlags flags, ulong count)
    {
        for (var flag = 0; count > 0 && flag < sizeof(ulong) * 8; flag++)
        {
            if (flags.Has((ResponseFlag)flag))
            {
                var known = delta.Flags.FindIndex(each => each.Flag == (ResponseFlag)flag);
                AddTo(delta.Flags, known, new((ResponseFlag)flag, count + (known < 0 ? 0 : delta.Flags[known].Count)));
            }
        }
    }

    private static void AddTo<T>(List<T> list, int known, T item)
    {
        if (known < 0)
        {
            list.Add(item);
        }
        else
        {
            list[known] = item;
        }
    }

    private static byte ClassOf(string code) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= Hundred and < 6 * Hundred ? (byte)(status / Hundred) : (byte)0;

    private static AccessReporter ReporterOf(Reporter reporter) => reporter switch
    {
        Reporter.Source => AccessReporter.Client,
        Reporter.Destination => AccessReporter.Server,
        Reporter.Waypoint => AccessReporter.Waypoint,
        _ => AccessReporter.Unknown,
    };

    private static double Finite(double sum) => double.IsFinite(sum) ? sum : 0;
}
