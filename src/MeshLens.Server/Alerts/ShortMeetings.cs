using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Rules;

namespace MeshLens.Server.Alerts;

/// <summary>Follows what is pending through a replay, and forgets what fires.</summary>
internal sealed class ShortMeetings(RuleSet rules, TimeSpan groupWait)
{
    private readonly Dictionary<(string Rule, string Edge), MetForShort> _last = [];

    /// <summary>What never fired, each thing once, in the order of its time.</summary>
    public IReadOnlyList<MetForShort> All =>
        [.. _last.Values.GroupBy(static met => met.Alert.Id).Select(static same => same.First()).OrderBy(static met => met.Alert.Since).ThenBy(static met => met.Alert.Id, StringComparer.Ordinal)];

    public void Look(AlertBook book, DateTimeOffset now)
    {
        foreach (var alert in book.Pending)
        {
            var met = new MetForShort(alert, MoreOf(alert, book, now));
            foreach (var member in alert.Members)
            {
                _last[(member.Rule, member.EdgeId)] = met;
            }
        }

        foreach (var member in book.Firing.SelectMany(static alert => alert.Members))
        {
            _last.Remove((member.Rule, member.EdgeId));
        }
    }

    // The first of its edges that fires opens the alert.
    private TimeSpan? MoreOf(Alert alert, AlertBook book, DateTimeOffset now)
    {
        var members = alert.Members.Select(static member => (member.Rule, member.EdgeId)).ToHashSet();
        return book.Tracks
            .Where(track => members.Contains((track.Key.Rule, track.Key.EdgeId)))
            .Select(track => track.FiringSince ?? (rules.Find(track.Key.Rule) is { Burn.Count: 0 } rule ? track.MetSince + rule.For : null))
            .Min() + groupWait - now;
    }
}
