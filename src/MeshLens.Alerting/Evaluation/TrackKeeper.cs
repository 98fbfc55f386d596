using MeshLens.Alerting.Grouping;
using MeshLens.Alerting.Rules;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Alerting.Evaluation;

/// <summary>Carries the tracks of a book on to now.</summary>
/// <remarks>
/// An edge of which nothing is known is not well: its track waits, for so long as a restart of server and agents takes, before it is given
/// up. An edge that is known and does not meet the rule any more recovers at once while pending, and after the rule's time while firing.
/// </remarks>
internal sealed class TrackKeeper(RuleSet rules, DateTimeOffset now)
{
    /// <summary>What fires is held for so long without hearing of its edge.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>An edge whose last window ended before this tells nothing of now.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromSeconds(60);

    private const long WindowSeconds = 10;

    /// <summary>Tracks for which there was no room.</summary>
    public int Shed { get; private set; }

    public List<EdgeTrack> Next(IReadOnlyList<EdgeTrack> before, IReadOnlyList<EdgeSummary> edges)
    {
        var known = before.ToDictionary(static track => track.Key);
        List<EdgeTrack> next = [];
        foreach (var edge in edges.Where(IsTelling))
        {
            foreach (var rule in rules.All)
            {
                var key = new TrackKey(rule.Name, edge.Id);
                known.Remove(key, out var track);
                if (Follow(rule, edge, key, track) is { } followed)
                {
                    Keep(next, followed);
                }
            }
        }

        foreach (var track in known.Values)
        {
            if (WithoutNews(track) is { } held)
            {
                Keep(next, held);
            }
        }

        return next;
    }

    private bool IsTelling(EdgeSummary edge) => edge.WindowEnd >= now - Stale && edge.Requests + edge.Connections + edge.Failures > 0;

    private void Keep(List<EdgeTrack> tracks, EdgeTrack track)
    {
        if (tracks.Count < AlertBook.MostTracks)
        {
            tracks.Add(track);
        }
        else
        {
            Shed++;
        }
    }

    private EdgeTrack? Follow(AlertRule rule, EdgeSummary edge, TrackKey key, EdgeTrack? before)
    {
        var isMet = RuleMatch.IsMet(rule, edge, holding: before?.FiringSince is not null);
        if (before is null && !isMet)
        {
            return null;
        }

        var track = before ?? new() { Key = key, Edge = EdgeTrack.Essence(edge), LastMet = now, LastSeen = now };
        track = track with { LastSeen = now };
        if (isMet)
        {
            track = track with { Edge = EdgeTrack.Essence(edge), LastMet = now, MetSince = track.MetSince ?? now };
        }
        else if (track.FiringSince is null || now - track.LastMet >= rule.KeepFiringFor)
        {
            track = track with { MetSince = null };
        }

        return rule.Burn.Count > 0 ? Burning(rule, Remembering(rule, track, edge, isMet), edge.Window) : Lasting(rule, track);
    }

    private EdgeTrack? Lasting(AlertRule rule, EdgeTrack track) => track.MetSince is not { } since ? null
        : track with { FiringSince = track.FiringSince ?? (now - since >= rule.For ? now : null) };

    private EdgeTrack? Burning(AlertRule rule, EdgeTrack track, long current)
    {
        var burn = rule.Burn.FirstOrDefault(window => Part(track, current, window.Over) >= window.Bad && Part(track, current, window.And) >= window.Bad);
        return burn is not null ? track with { Burn = burn.Name, LastMet = now, FiringSince = track.FiringSince ?? now }
            : track.FiringSince is not null && now - track.LastMet < rule.KeepFiringFor ? track
            : track.BadWindows.Count > 0 ? track with { Burn = null, FiringSince = null, AlertId = null }
            : null;
    }

    private static EdgeTrack Remembering(AlertRule rule, EdgeTrack track, EdgeSummary edge, bool isMet)
    {
        var oldest = edge.Window - ((long)rule.Burn.Max(static window => window.Over).TotalSeconds / WindowSeconds);
        List<long> bad = [.. track.BadWindows.Where(window => window > oldest)];
        if (isMet && (bad.Count == 0 || bad[^1] < edge.Window))
        {
            bad.Add(edge.Window);
        }

        return track with { BadWindows = bad };
    }

    // Parts of the whole time, also of that in which nothing was heard: an edge that was just met is not bad all of an hour.
    private static double Part(EdgeTrack track, long current, TimeSpan time)
    {
        var windows = Math.Max(1, (long)time.TotalSeconds / WindowSeconds);
        return track.BadWindows.Count(window => window > current - windows) / (double)windows;
    }

    private EdgeTrack? WithoutNews(EdgeTrack track)
    {
        if (rules.Find(track.Key.Rule) is not { } rule)
        {
            return null;
        }

        var patience = track.FiringSince is null
            ? rule.Burn.Select(static window => window.Over).Append(Stale * 2).Max()
            : Patience > rule.KeepFiringFor ? Patience : rule.KeepFiringFor;
        return now - track.LastSeen < patience ? track : null;
    }
}
