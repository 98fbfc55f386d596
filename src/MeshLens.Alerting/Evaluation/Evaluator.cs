using MeshLens.Alerting.Grouping;
using MeshLens.Alerting.Rules;
using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Evaluation;

/// <summary>From what was remembered and what edges say now to what is to be told: a pure function.</summary>
/// <remarks>
/// Tracks follow each edge on its own (<see cref="TrackKeeper"/>); those that fire join the alert that is open for what they may come from, or
/// wait a little for others, and then the fewest subjects that explain all of them (<see cref="Grouper"/>) are opened as alerts. If a later
/// explanation is wider or narrower, the alert goes on with that and keeps its id and labels: nobody is told twice of one broken thing.
/// </remarks>
public static class Evaluator
{
    private static readonly TimeSpan KeepResolved = TimeSpan.FromHours(24);

    /// <param name="before">What was remembered.</param>
    /// <param name="rules">Those in force.</param>
    /// <param name="edges">All that are known.</param>
    /// <param name="now">The moment.</param>
    /// <param name="link">The page of an edge's diagnosis, by its id; empty for none.</param>
    /// <param name="groupWait">How long the first edge in trouble waits for others before it is decided what is broken.</param>
    public static AlertBook Next(AlertBook before, RuleSet rules, IReadOnlyList<EdgeSummary> edges, DateTimeOffset now, Func<string, string> link, TimeSpan groupWait)
    {
        var keeper = new TrackKeeper(rules, now);
        var tracks = keeper.Next(before.Tracks, edges);
        var writer = new AlertWriter(rules, now, link);
        var round = new GroupingRound(before.Firing, tracks, edges, rules, writer, now);
        round.Join();
        round.Open(groupWait);
        round.Narrow();
        var (firing, over) = round.Settle();
        return new()
        {
            EvaluatedAt = now,
            Tracks = round.Tracks,
            Firing = firing,
            Pending = round.Pending(),
            Resolved = [.. over.Concat(before.Resolved.Where(alert => now - alert.ResolvedAt < KeepResolved)).Take(AlertBook.MostResolved)],
            Shed = before.Shed + keeper.Shed,
        };
    }
}
