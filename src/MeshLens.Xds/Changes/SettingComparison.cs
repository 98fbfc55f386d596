using MeshLens.Xds.Model;

namespace MeshLens.Xds.Changes;

/// <summary>What differs between two states of the configuration of one service port, setting by setting.</summary>
internal static class SettingComparison
{
    /// <summary>What a change of a listener's filters is called: the control plane does not say which resource caused it.</summary>
    public const string FilterField = "HTTP filters";

    private const string Nothing = "nothing";

    /// <param name="before">The state until then.</param>
    /// <param name="after">The state since.</param>
    /// <param name="seen">True for a route that both states would know of.</param>
    /// <param name="at">When it was pushed.</param>
    public static IEnumerable<EdgeChange> Compare(DestinationModel before, DestinationModel after, Func<RouteModel, bool> seen, DateTimeOffset at) =>
        Clusters(before, after).Concat(Routes(before, after, seen)).Concat(Filters(before, after))
            .Select(item => new EdgeChange(at, at, EdgeChangeKind.Configuration, after.Host, after.Port, item.Source, item.Field, item.Before, item.After))
            .DistinctBy(static change => (change.Resource, change.Field, change.Before, change.After));

    private static IEnumerable<(IstioResource? Source, string Field, string Before, string After)> Clusters(DestinationModel before, DestinationModel after)
    {
        var old = before.Clusters.ToDictionary(static cluster => cluster.Name, StringComparer.Ordinal);
        foreach (var cluster in after.Clusters)
        {
            var prefix = cluster.Subset.Length == 0 ? "spec.trafficPolicy." : $"spec.subsets[name={cluster.Subset}].trafficPolicy.";
            if (!old.Remove(cluster.Name, out var was))
            {
                yield return (cluster.Source, $"spec.subsets[name={cluster.Subset}]", Nothing, "defined");
            }
            else if (was != cluster)
            {
                foreach (var (field, text) in ClusterFields.All.Where(item => item.Text(was) != item.Text(cluster)))
                {
                    yield return (cluster.Source ?? was.Source, prefix + field, text(was), text(cluster));
                }
            }
        }

        foreach (var gone in old.Values)
        {
            yield return (gone.Source, $"spec.subsets[name={gone.Subset}]", "defined", Nothing);
        }
    }

    private static IEnumerable<(IstioResource? Source, string Field, string Before, string After)> Routes(
        DestinationModel before, DestinationModel after, Func<RouteModel, bool> seen)
    {
        var old = before.Routes.Where(seen).GroupBy(Key).ToDictionary(static group => group.Key, static group => group.First());
        foreach (var route in after.Routes.Where(seen).DistinctBy(Key))
        {
            if (!old.Remove(Key(route), out var was))
            {
                yield return (route.Source, route.EntryField, Nothing, route.Match.ToString());
            }
            else if (!ReferenceEquals(was, route))
            {
                foreach (var (field, text) in RouteFields.All.Where(item => item.Text(was) != item.Text(route)))
                {
                    yield return (route.Source ?? was.Source, $"{route.EntryField}.{field}", text(was), text(route));
                }
            }
        }

        foreach (var gone in old.Values)
        {
            yield return (gone.Source, gone.EntryField, gone.Match.ToString(), Nothing);
        }
    }

    private static IEnumerable<(IstioResource? Source, string Field, string Before, string After)> Filters(DestinationModel before, DestinationModel after)
    {
        var (was, now) = (Filters(before), Filters(after));
        if (was != now && before.Listeners.Count > 0 && after.Listeners.Count > 0)
        {
            yield return (null, FilterField, was, now);
        }
    }

    private static string Filters(DestinationModel destination) => string.Join(", ", destination.Listeners
        .SelectMany(static use => use.Chain.Http?.Filters ?? [])
        .Where(static filter => !filter.IsDisabled)
        .Select(static filter => filter.Name)
        .Distinct()) is { Length: > 0 } text ? text : Nothing;

    private static (string, string, string) Key(RouteModel route) => (route.Configuration, route.VirtualHost, route.Match.ToString());
}
