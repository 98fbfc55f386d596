using MeshLens.Alerting.Grouping;
using MeshLens.Alerting.Rules;
using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Evaluation;

/// <summary>One evaluation's work on alerts: who joins which, what is opened, what turns out to be behind it, what is over.</summary>
internal sealed class GroupingRound(
    IReadOnlyList<Alert> before, List<EdgeTrack> tracks, IReadOnlyList<EdgeSummary> edges, RuleSet rules, AlertWriter writer, DateTimeOffset now)
{
    // What fires is held for a while after it was well: a subject changes only by what is so now.
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(20);

    private readonly OpenAlerts _open = new(before, tracks);
    private readonly Dictionary<TrackKey, HashSet<AlertSubject>> _candidates = [];
    private Clearings? _well;

    public List<EdgeTrack> Tracks => tracks;

    private Clearings Well => _well ??= new(
        edges.Where(edge => edge.Class == VerdictClass.Healthy && edge.Requests > 0 && edge.WindowEnd >= now - TrackKeeper.Stale),
        [.. tracks.Select(static track => track.Edge.Class).Distinct()]);

    /// <summary>What fires and has no alert yet joins the open one whose subject may be behind it.</summary>
    public void Join()
    {
        foreach (var track in tracks.Where(static track => track.AlertId is not null || track.FiringSince is not null).ToList())
        {
            if (track.AlertId is { } id && _open.Has(id))
            {
                continue;
            }

            _open.Assign([track], track.FiringSince is null ? null : MayBelongTo(track).MinBy(static alert => alert.Subject.Kind)?.Id);
        }
    }

    /// <summary>Opens alerts for what has waited long enough, by group, or widens those that turn out to be a part of it.</summary>
    public void Open(TimeSpan groupWait)
    {
        foreach (var group in tracks.GroupBy(GroupOf).ToList())
        {
            var waiting = group.Where(static track => track is { FiringSince: not null, AlertId: null }).ToDictionary(static track => track.Key);
            if (waiting.Count == 0 || now - waiting.Values.Min(static track => track.FiringSince!.Value) < groupWait)
            {
                continue;
            }

            // All that fires is explained anew: what is new may show that something wider is behind what was told before.
            foreach (var (subject, explained) in Grouper.Explain(Accusations(group, static track => track.FiringSince is null), Well))
            {
                Tell(subject, [.. explained.Where(accusation => waiting.ContainsKey(accusation.Key)).Select(accusation => waiting[accusation.Key])]);
            }
        }
    }

    /// <summary>An alert of a node or of zones of which a single pair of nodes is left is about that pair.</summary>
    public void Narrow()
    {
        foreach (var alert in _open.All.Where(static alert => alert.Subject.Kind is SubjectKind.Node or SubjectKind.ZonePair).ToList())
        {
            List<EdgeTrack> members = [.. _open.MembersOf(alert)];
            if (PairOf(members) is { } pair && members.TrueForAll(track => now - track.LastMet <= Lately) && !IsBelieved(alert)
                && Grouper.Explain(Accusations(members, static _ => false), Well) is [var (subject, _)] && subject == pair)
            {
                _open.Become([alert], pair, []);
            }
        }
    }

    /// <summary>Alerts as they are now, and those that are over.</summary>
    public (List<Alert> Firing, List<Alert> Over) Settle()
    {
        var byAlert = tracks.Where(static track => track.AlertId is not null).ToLookup(static track => track.AlertId!);
        List<Alert> firing = [];
        List<Alert> over = [];
        foreach (var alert in _open.All)
        {
            if (byAlert[alert.Id].Any())
            {
                firing.Add(writer.Refresh(alert, [.. byAlert[alert.Id]]));
            }
            else
            {
                over.Add(writer.Resolve(alert, _open.TakenOver(alert.Id) ?? "None of its edges is slow or failing any more, or has traffic.", now));
            }
        }

        return (firing, over);
    }

    /// <summary>What would be opened if it went on; not what would join an alert that is open.</summary>
    public List<Alert> Pending()
    {
        List<Alert> pending = [];
        foreach (var group in tracks.Where(track => IsTold(track) && (track.AlertId is not null || !MayBelongTo(track).Any())).GroupBy(GroupOf))
        {
            var members = group.ToDictionary(static track => track.Key);
            foreach (var (subject, explained) in Grouper.Explain(Accusations(members.Values, static track => track.AlertId is not null), Well))
            {
                pending.Add(writer.Write(subject, [.. explained.Select(accusation => members[accusation.Key])], AlertState.Pending));
            }
        }

        return pending;
    }

    private void Tell(AlertSubject subject, List<EdgeTrack> fresh)
    {
        if (fresh.Count == 0)
        {
            return;
        }

        var parts = subject.Kind == SubjectKind.Edge ? [] : _open.All
            .Where(alert => IsOfGroup(alert, fresh[0]) && _open.HasMembers(alert) && _open.MembersOf(alert).All(track => CandidatesOf(track).Contains(subject)))
            .OrderBy(static alert => alert.FiredAt).ThenBy(static alert => alert.Id, StringComparer.Ordinal).ToList();
        if (parts.Count > 0)
        {
            _open.Become(parts, subject, fresh);
        }
        else
        {
            _open.Open(writer.Write(subject, fresh, AlertState.Firing), fresh);
        }
    }

    private IEnumerable<Alert> MayBelongTo(EdgeTrack track) => _open.All.Where(alert => CandidatesOf(track).Contains(alert.Subject) && IsOfGroup(alert, track));

    private AlertSubject? PairOf(List<EdgeTrack> members) => members.Count == 0 ? null : CandidatesOf(members[0])
        .FirstOrDefault(candidate => candidate.Kind == SubjectKind.NodePair && members.TrueForAll(track => CandidatesOf(track).Contains(candidate)));

    private bool IsBelieved(Alert alert) => new Belief(Accusations(tracks.Where(track => IsOfGroup(alert, track)), static _ => false), Well).Has(alert.Subject);

    // What is pending does not open anything yet, but tells how many share a subject.
    private List<Accusation> Accusations(IEnumerable<EdgeTrack> group, Func<EdgeTrack, bool> isPlaced) =>
        [.. group.Where(IsTold).Select(track => new Accusation(track.Key, track.Edge.Class, [.. CandidatesOf(track)], isPlaced(track)))];

    private HashSet<AlertSubject> CandidatesOf(EdgeTrack track)
    {
        if (!_candidates.TryGetValue(track.Key, out var found))
        {
            _candidates[track.Key] = found = [.. Candidates.Of(track.Edge)];
        }

        return found;
    }

    private static bool IsTold(EdgeTrack track) => track.MetSince is not null || track.FiringSince is not null;

    private (string Group, AlertSeverity Severity) GroupOf(EdgeTrack track)
    {
        var rule = rules.Find(track.Key.Rule)!;
        return (rule.Group ?? rule.Name, rule.Severity);
    }

    private bool IsOfGroup(Alert alert, EdgeTrack track) => GroupOf(track) == (alert.Group, alert.Severity);
}
