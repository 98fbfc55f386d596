using MeshLens.Alerting.Grouping;
using MeshLens.Alerting.Rules;
using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Evaluation;

/// <summary>One evaluation's work on alerts: who joins which, what is opened, what is over.</summary>
internal sealed class GroupingRound(
    IReadOnlyList<Alert> before, List<EdgeTrack> tracks, IReadOnlyList<EdgeSummary> edges, RuleSet rules, AlertWriter writer, DateTimeOffset now)
{
    private readonly List<Alert> _open = [.. before];
    private readonly Dictionary<string, string> _takenOver = new(StringComparer.Ordinal);
    private Clearings? _well;

    public List<EdgeTrack> Tracks => tracks;

    private Clearings Well => _well ??= new(
        edges.Where(edge => edge.Class == VerdictClass.Healthy && edge.Requests > 0 && edge.WindowEnd >= now - TrackKeeper.Stale),
        [.. tracks.Select(static track => track.Edge.Class).Distinct()]);

    /// <summary>What fires and has no alert yet joins the open one whose subject may be behind it.</summary>
    public void Join()
    {
        for (var i = 0; i < tracks.Count; i++)
        {
            var track = tracks[i];
            if (track.AlertId is { } id && !_open.Exists(alert => alert.Id == id))
            {
                tracks[i] = track = track with { AlertId = null };
            }

            if (track is { FiringSince: not null, AlertId: null } && _open.Count > 0)
            {
                var candidates = Candidates.Of(track.Edge);
                var found = _open.Where(alert => IsOfGroup(alert, track) && candidates.Contains(alert.Subject)).MinBy(static alert => alert.Subject.Kind);
                tracks[i] = track with { AlertId = found?.Id };
            }
        }
    }

    /// <summary>Opens alerts for what has waited long enough, by group.</summary>
    public void Open(TimeSpan groupWait)
    {
        foreach (var group in tracks.GroupBy(GroupOf).ToList())
        {
            var waiting = group.Where(static track => track is { FiringSince: not null, AlertId: null }).ToList();
            if (waiting.Count == 0 || now - waiting.Min(static track => track.FiringSince!.Value) < groupWait)
            {
                continue;
            }

            foreach (var (subject, explained) in Grouper.Explain(Accusations(group, firing: true), Well))
            {
                OpenOne(subject, [.. explained.Select(accusation => waiting.Find(track => track.Key == accusation.Key)!)], group);
            }
        }
    }

    /// <summary>Alerts as they are now, and those that are over.</summary>
    public (List<Alert> Firing, List<Alert> Over) Settle()
    {
        var byAlert = tracks.Where(static track => track.AlertId is not null).ToLookup(static track => track.AlertId!);
        List<Alert> firing = [];
        List<Alert> over = [];
        foreach (var alert in _open)
        {
            if (byAlert[alert.Id].Any())
            {
                firing.Add(writer.Refresh(alert, [.. byAlert[alert.Id]]));
            }
            else
            {
                over.Add(writer.Resolve(alert, _takenOver.GetValueOrDefault(alert.Id) ?? "None of its edges is slow or failing any more, or has traffic.", now));
            }
        }

        return (firing, over);
    }

    /// <summary>What would be opened if it went on.</summary>
    public List<Alert> Pending()
    {
        List<Alert> pending = [];
        foreach (var group in tracks.Where(static track => track.MetSince is not null || track.FiringSince is not null).GroupBy(GroupOf))
        {
            var members = group.ToList();
            foreach (var (subject, explained) in Grouper.Explain(Accusations(members, firing: false), Well))
            {
                pending.Add(writer.Write(subject, [.. explained.Select(accusation => members.Find(track => track.Key == accusation.Key)!)], AlertState.Pending));
            }
        }

        return pending;
    }

    private void OpenOne(AlertSubject subject, List<EdgeTrack> explained, IEnumerable<EdgeTrack> group)
    {
        var alert = writer.Write(subject, explained, AlertState.Firing);
        _open.Add(alert);
        Assign(explained, alert.Id);
        if (subject.Kind == SubjectKind.Edge)
        {
            return;
        }

        // What was told of single edges is a part of it.
        foreach (var part in _open.Where(other => other.Subject.Kind == SubjectKind.Edge && other.Id != alert.Id).ToList())
        {
            var members = group.Where(track => track.AlertId == part.Id).ToList();
            if (members.Count > 0 && members.TrueForAll(track => Candidates.Of(track.Edge).Contains(subject)))
            {
                Assign(members, alert.Id);
                _takenOver[part.Id] = $"It is a part of a wider alert: {subject.Written}.";
            }
        }
    }

    private void Assign(List<EdgeTrack> members, string id)
    {
        foreach (var member in members)
        {
            var at = tracks.FindIndex(track => track.Key == member.Key);
            tracks[at] = tracks[at] with { AlertId = id };
        }
    }

    // What is pending does not open anything yet, but tells how many share a subject.
    private static List<Accusation> Accusations(IEnumerable<EdgeTrack> group, bool firing) =>
    [
        .. group.Where(static track => track.MetSince is not null || track.FiringSince is not null).Select(track => new Accusation(
            track.Key, track.Edge.Class, Candidates.Of(track.Edge), track.AlertId is not null || (firing && track.FiringSince is null))),
    ];

    private (string Group, AlertSeverity Severity) GroupOf(EdgeTrack track)
    {
        var rule = rules.Find(track.Key.Rule)!;
        return (rule.Group ?? rule.Name, rule.Severity);
    }

    private bool IsOfGroup(Alert alert, EdgeTrack track) => GroupOf(track) == (alert.Group, alert.Severity);
}
