using MeshLens.Alerting.Grouping;

namespace MeshLens.Alerting.Evaluation;

/// <summary>Alerts that are open, and which tracks belong to which.</summary>
/// <remarks>
/// An alert keeps its id and its labels while it lasts, whatever turns out to be behind it: a wider or a narrower subject takes the place of
/// the one it has, and nobody is told of another alert. Where a wider subject is behind several, the first one goes on with it.
/// </remarks>
internal sealed class OpenAlerts
{
    private readonly List<EdgeTrack> _tracks;
    private readonly List<Alert> _all = [];
    private readonly Dictionary<string, HashSet<TrackKey>> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _takenOver = new(StringComparer.Ordinal);
    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<TrackKey, int> _positions;

    public OpenAlerts(IReadOnlyList<Alert> before, List<EdgeTrack> tracks)
    {
        _tracks = tracks;
        _positions = tracks.Select(static (track, position) => (track.Key, position)).ToDictionary();
        foreach (var alert in before)
        {
            Add(alert);
        }

        foreach (var track in tracks.Where(track => track.AlertId is { } id && _members.ContainsKey(id)))
        {
            _members[track.AlertId!].Add(track.Key);
        }
    }

    public IReadOnlyList<Alert> All => _all;

    public bool Has(string id) => _members.ContainsKey(id);

    /// <summary>Why it was given up for another one; null when it was not.</summary>
    public string? TakenOver(string id) => _takenOver.GetValueOrDefault(id);

    public IEnumerable<EdgeTrack> MembersOf(Alert alert) => _members[alert.Id].Select(key => _tracks[_positions[key]]);

    public bool HasMembers(Alert alert) => _members[alert.Id].Count > 0;

    public void Open(Alert alert, IEnumerable<EdgeTrack> members)
    {
        // Where labels are all that tells alerts apart, two must not be the same one.
        Add(_labels.Contains(AlertLabels.Written(alert.Labels)) ? alert with { Labels = new Dictionary<string, string>(alert.Labels) { [AlertLabels.Again] = alert.Id } } : alert);
        Assign(members, alert.Id);
    }

    public void Assign(IEnumerable<EdgeTrack> members, string? id)
    {
        foreach (var key in members.Select(static member => member.Key).ToList())
        {
            var at = _positions[key];
            if (_tracks[at].AlertId is { } before && _members.TryGetValue(before, out var old))
            {
                old.Remove(key);
            }

            _tracks[at] = _tracks[at] with { AlertId = id };
            if (id is not null)
            {
                _members[id].Add(key);
            }
        }
    }

    /// <summary>Has the first of these go on with another subject, and with the edges of the others.</summary>
    public void Become(IReadOnlyList<Alert> parts, AlertSubject subject, IEnumerable<EdgeTrack> more)
    {
        var first = parts[0];
        _all[_all.FindIndex(alert => alert.Id == first.Id)] = first with { Subject = subject };
        Assign(more, first.Id);
        foreach (var part in parts.Skip(1))
        {
            Assign(MembersOf(part), first.Id);
            _takenOver[part.Id] = $"It is a part of a wider alert: {subject.Written}.";
        }
    }

    private void Add(Alert alert)
    {
        _all.Add(alert);
        _members[alert.Id] = [];
        _labels.Add(AlertLabels.Written(alert.Labels));
    }
}
