using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Rules;
using MeshLens.Core.Classification;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Server.Alerts;

/// <summary>Rules against saved snapshots: each window is classified and evaluated when it ended.</summary>
/// <param name="Alerts">All that fired, in order; those at the end still do.</param>
/// <param name="Short">What met a rule, and never for so long that it fired.</param>
internal sealed record SnapshotReplay(IReadOnlyList<Alert> Alerts, IReadOnlyList<MetForShort> Short, int Windows, int Edges)
{
    public static SnapshotReplay Of(IEnumerable<EdgeSnapshot> snapshots, RuleSet rules, TimeSpan groupWait)
    {
        var book = AlertBook.Empty;
        Dictionary<string, EdgeSummary> edges = new(StringComparer.Ordinal);
        Dictionary<string, Alert> alerts = new(StringComparer.Ordinal);
        var meetings = new ShortMeetings(rules, groupWait);
        var windows = 0;
        foreach (var window in snapshots.GroupBy(static snapshot => snapshot.Window).OrderBy(static window => window.Key))
        {
            windows++;
            foreach (var snapshot in window)
            {
                var summary = Classifier.Classify(snapshot).Summary;
                edges[summary.Id] = summary;
            }

            // Twice per window, as a server does.
            for (var half = 0; half < 2; half++)
            {
                var now = WindowGrid.EndOf(window.Key) + (half * WindowGrid.Length / 2);
                book = Evaluator.Next(book, rules, [.. edges.Values], now, static edge => edge, groupWait);
                foreach (var alert in book.Firing.Concat(book.Resolved))
                {
                    alerts[alert.Id] = alert;
                }

                meetings.Look(book, now);
            }
        }

        return new([.. alerts.Values.OrderBy(static alert => alert.FiredAt)], meetings.All, windows, edges.Count);
    }
}
