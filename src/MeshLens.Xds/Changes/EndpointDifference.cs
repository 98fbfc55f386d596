using System.Collections.Immutable;

namespace MeshLens.Xds.Changes;

/// <summary>
/// How the endpoints of one service port changed since a moment. A rollout arrives in steps, one pod up and one down; steps in quick
/// succession are one change, and what it was shows at its end.
/// </summary>
/// <param name="At">When the first step came.</param>
/// <param name="Last">When the last one did.</param>
/// <param name="Before">The endpoints before the first step.</param>
/// <param name="After">Those after the last one.</param>
internal sealed record EndpointDifference(DateTimeOffset At, DateTimeOffset Last, ImmutableHashSet<PlacedEndpoint> Before, ImmutableHashSet<PlacedEndpoint> After)
{
    private const int Named = 4;

    /// <summary>Steps of one rollout follow each other at least this closely: a pod that takes longer to start is a rollout in two parts.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMinutes(2);

    public bool IsNothing => Before.SetEquals(After);

    public EndpointDifference Then(DateTimeOffset at, ImmutableHashSet<PlacedEndpoint> after) => this with { Last = at, After = after };

    public EdgeChange ToChange(string host, int port)
    {
        var gone = Before.Except(After);
        var come = After.Except(Before);
        return new(At, Last, KindOf(gone, come), host, port, null, "endpoints", Text(Before, gone), Text(After, come));
    }

    private static EdgeChangeKind KindOf(ImmutableHashSet<PlacedEndpoint> gone, ImmutableHashSet<PlacedEndpoint> come) =>
        gone.IsEmpty || come.IsEmpty ? EdgeChangeKind.Scaling
        : IsMove(gone, come) ? EdgeChangeKind.Move
        : EdgeChangeKind.Rollout;

    // The same pods elsewhere, as of a StatefulSet; or as many endpoints, and other numbers of them in the zones.
    private static bool IsMove(ImmutableHashSet<PlacedEndpoint> gone, ImmutableHashSet<PlacedEndpoint> come) => come.All(static endpoint => endpoint.IsPod)
        ? come.Select(static endpoint => endpoint.Name).ToHashSet().IsSubsetOf(gone.Select(static endpoint => endpoint.Name))
        : gone.Count == come.Count && !Zones(gone).SequenceEqual(Zones(come));

    private static IEnumerable<string> Zones(ImmutableHashSet<PlacedEndpoint> endpoints) => endpoints.Select(static endpoint => endpoint.Zone).Order(StringComparer.Ordinal);

    private static string Text(ImmutableHashSet<PlacedEndpoint> all, ImmutableHashSet<PlacedEndpoint> changed)
    {
        var names = changed.Select(static endpoint => endpoint.ToString()).Order(StringComparer.Ordinal).ToList();
        return names.Count == 0
            ? $"{all.Count} endpoints"
            : $"{all.Count} endpoints, among them {string.Join(", ", names.Take(Named))}{(names.Count > Named ? $" and {names.Count - Named} more" : "")}";
    }
}
