using System.Collections.Immutable;
using MeshLens.Xds.Model;

namespace MeshLens.Xds.Changes;

/// <summary>
/// What changed when, for each service port: settings, rollouts, scaling, moves. Immutable and pure: each pushed state gives a new
/// log. The oldest changes are dropped first, and counted.
/// </summary>
public sealed class ChangeLog
{
    private const int Most = 10_000;

    private readonly ImmutableQueue<EdgeChange> _changes;
    private readonly ImmutableDictionary<(string Host, int Port), EndpointDifference> _open;
    private readonly int _count;

    private ChangeLog(ImmutableQueue<EdgeChange> changes, ImmutableDictionary<(string Host, int Port), EndpointDifference> open, int count, long dropped) =>
        (_changes, _open, _count, Dropped) = (changes, open, count, dropped);

    /// <summary>Nothing has changed yet.</summary>
    public static ChangeLog Empty { get; } = new([], ImmutableDictionary<(string Host, int Port), EndpointDifference>.Empty, 0, 0);

    /// <summary>How many old changes were dropped for want of room.</summary>
    public long Dropped { get; }

    /// <summary>Everything that changed, the oldest first.</summary>
    public IEnumerable<EdgeChange> All => _changes.Concat(Open).OrderBy(static change => change.At);

    // A rollout that goes on, or has just ended.
    private IEnumerable<EdgeChange> Open => _open.Where(static item => !item.Value.IsNothing).Select(static item => item.Value.ToChange(item.Key.Host, item.Key.Port));

    /// <summary>What changed for one service port, the oldest first.</summary>
    public IEnumerable<EdgeChange> Of(string host, int port) => All.Where(change => change.Host == host && change.Port == port);

    /// <summary>
    /// The log after a push. A service port that is new, or gone, has not changed: it has no callers who could notice. Nor has
    /// what only comes into sight, because a mesh is read piece by piece.
    /// </summary>
    /// <param name="before">The state until then.</param>
    /// <param name="after">The state since.</param>
    /// <param name="at">When it was pushed.</param>
    public ChangeLog Then(ConfigurationModel before, ConfigurationModel after, DateTimeOffset at)
    {
        var closed = _open.Where(item => at - item.Value.Last > EndpointDifference.Together).ToList();
        var open = _open.RemoveRange(closed.Select(static item => item.Key)).ToBuilder();
        var changes = closed.Where(static item => !item.Value.IsNothing).Select(static item => item.Value.ToChange(item.Key.Host, item.Key.Port)).ToList();
        foreach (var now in after.Destinations)
        {
            if (before.Find(now.Host, now.Port) is { } was)
            {
                changes.AddRange(SettingComparison.Compare(was, now, route => before.Seen.Routes(route) && after.Seen.Routes(route), at));
                Follow(open, (was.Whole, before), (now.Whole, after), (now.Host, now.Port), at);
            }
        }

        return With(changes, open.ToImmutable());
    }

    private static void Follow(
        ImmutableDictionary<(string Host, int Port), EndpointDifference>.Builder open,
        (ClusterModel? Cluster, ConfigurationModel Model) before,
        (ClusterModel? Cluster, ConfigurationModel Model) after,
        (string Host, int Port) key,
        DateTimeOffset at)
    {
        if (before.Cluster is null || after.Cluster is null || ReferenceEquals(before.Cluster.Endpoints, after.Cluster.Endpoints)
            || !before.Model.Seen.EndpointsOf(before.Cluster) || !after.Model.Seen.EndpointsOf(after.Cluster))
        {
            return;
        }

        var (was, now) = (Placed(before.Cluster, before.Model), Placed(after.Cluster, after.Model));
        if (!was.SetEquals(now))
        {
            open[key] = (open.TryGetValue(key, out var going) ? going : new(at, at, was, now)).Then(at, now);
        }
    }

    private static ImmutableHashSet<PlacedEndpoint> Placed(ClusterModel cluster, ConfigurationModel model) =>
        [.. cluster.Endpoints.Select(endpoint => PlacedEndpoint.Of(endpoint, model))];

    private ChangeLog With(List<EdgeChange> added, ImmutableDictionary<(string Host, int Port), EndpointDifference> open)
    {
        var (changes, count, dropped) = (_changes, _count + added.Count, Dropped);
        foreach (var change in added)
        {
            changes = changes.Enqueue(change);
        }

        for (; count > Most; count--, dropped++)
        {
            changes = changes.Dequeue();
        }

        return new(changes, open, count, dropped);
    }
}
