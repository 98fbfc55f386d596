using MeshLens.Core.Windows;

namespace MeshLens.Core.Telemetry;

/// <summary>Adds up what proxies of one kind counted. In any order, and however it is grouped, the sum is the same (but for which subsets are kept apart).</summary>
public static class MetricSums
{
    /// <summary>Subsets that are kept apart.</summary>
    public const int MostSubsets = 16;

    /// <summary>Adds to the sum of the same window and kind of proxy, or begins one. What is added is kept as it is and never changed.</summary>
    public static void Add(List<MetricDelta> sums, MetricDelta gained)
    {
        var known = sums.FindIndex(sum => sum.Window == gained.Window && sum.Reporter == gained.Reporter);
        if (known < 0)
        {
            sums.Add(gained.Clusters.Count <= MostSubsets ? gained : gained with { Clusters = Sum([], gained.Clusters) });
        }
        else
        {
            sums[known] = Sum(sums[known], gained);
        }
    }

    private static MetricDelta Sum(MetricDelta left, MetricDelta right) => left with
    {
        FromMs = Math.Min(left.FromMs, right.FromMs),
        ToMs = Math.Max(left.ToMs, right.ToMs),
        Requests = Saturating.Add(left.Requests, right.Requests),
        Failed = Saturating.Add(left.Failed, right.Failed),
        GrpcFailed = Saturating.Add(left.GrpcFailed, right.GrpcFailed),
        Answers = Sum(left.Answers, right.Answers, static each => each.Class, static (sum, gained) => sum with { Count = Saturating.Add(sum.Count, gained.Count) }),
        Flags = Sum(left.Flags, right.Flags, static each => each.Flag, static (sum, gained) => sum with { Count = Saturating.Add(sum.Count, gained.Count) }),
        DurationCount = Saturating.Add(left.DurationCount, right.DurationCount),
        DurationSumMs = left.DurationSumMs + right.DurationSumMs,
        RequestBytes = Saturating.Add(left.RequestBytes, right.RequestBytes),
        ResponseBytes = Saturating.Add(left.ResponseBytes, right.ResponseBytes),
        Opened = Saturating.Add(left.Opened, right.Opened),
        Closed = Saturating.Add(left.Closed, right.Closed),
        NotOpened = Saturating.Add(left.NotOpened, right.NotOpened),
        SentBytes = Saturating.Add(left.SentBytes, right.SentBytes),
        ReceivedBytes = Saturating.Add(left.ReceivedBytes, right.ReceivedBytes),
        Clusters = Sum(left.Clusters, right.Clusters),
    };

    private static List<ClusterDelta> Sum(List<ClusterDelta> left, List<ClusterDelta> right)
    {
        if (right.Count == 0)
        {
            return left;
        }

        List<ClusterDelta> sums = [.. left];
        foreach (var gained in right)
        {
            var known = sums.FindIndex(sum => sum.Subset == gained.Subset);
            if (known >= 0)
            {
                sums[known] = Sum(sums[known], gained);
            }
            else if (sums.Count < MostSubsets || gained.Subset == ClusterDelta.OtherSubsets)
            {
                sums.Add(gained);
            }
            else
            {
                sums = Sum(sums, [gained with { Subset = ClusterDelta.OtherSubsets }]);
            }
        }

        return sums;
    }

    private static ClusterDelta Sum(ClusterDelta left, ClusterDelta right) => left with
    {
        Counts = Sum(left.Counts, right.Counts, static each => each.Counter, static (sum, gained) => sum with { Value = Saturating.Add(sum.Value, gained.Value) }),
        Levels = Sum(
            left.Levels, right.Levels, static each => each.Gauge,
            static (sum, seen) => sum with { Least = Math.Min(sum.Least, seen.Least), Most = Math.Max(sum.Most, seen.Most) }),
        ConnectCount = Saturating.Add(left.ConnectCount, right.ConnectCount),
        ConnectSumMs = left.ConnectSumMs + right.ConnectSumMs,
    };

    private static List<T> Sum<T, TKey>(List<T> left, List<T> right, Func<T, TKey> keyOf, Func<T, T, T> add)
    {
        if (right.Count == 0)
        {
            return left;
        }

        List<T> sums = [.. left];
        foreach (var gained in right)
        {
            var known = sums.FindIndex(sum => EqualityComparer<TKey>.Default.Equals(keyOf(sum), keyOf(gained)));
            if (known < 0)
            {
                sums.Add(gained);
            }
            else
            {
                sums[known] = add(sums[known], gained);
            }
        }

        return sums;
    }
}
