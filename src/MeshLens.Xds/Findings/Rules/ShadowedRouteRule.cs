using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A route comes after one that takes all its requests.</summary>
internal sealed class ShadowedRouteRule : IRule
{
    // Virtual hosts of gateways can have thousands of routes; what hides others is short and early.
    private const int MostCompared = 200;

    public RuleInfo Info { get; } = new(
        "shadowed-route",
        [34],
        Severity.Warning,
        "A route that no request reaches",
        "An earlier route of the same virtual host provably takes every request the later one asks for, and leads elsewhere.",
        "Routes after a narrower one; two routes that do the same; regular expressions, of which it cannot be proven.",
        "Requests go where the earlier route leads: another subset, another timeout than the manifest seems to say.",
        "VirtualService spec.http[].match",
        "Move the narrower match before the wider one, or remove it.");

    public IEnumerable<Observation> Judge(ConfigurationModel model) => model.Routes
        .Where(RouteRule.IsOutbound)
        .GroupBy(static route => (route.Configuration, route.VirtualHost))
        .SelectMany(static host => Shadowed([.. host]));

    private static IEnumerable<Observation> Shadowed(RouteModel[] routes)
    {
        for (var later = 1; later < routes.Length; later++)
        {
            var hidden = routes[later];
            var earlier = Array.Find(routes[..Math.Min(later, MostCompared)], route => route.Match.Covers(hidden.Match));
            if (hidden.Source is not null && earlier is not null && !DoesTheSame(earlier, hidden))
            {
                yield return new(
                    RouteRule.PlaceOf(hidden),
                    hidden.Source,
                    $"{hidden.EntryField}.match",
                    $"The route for {hidden.Match} comes after the one for {earlier.Match}, which takes its requests.",
                    new(PredictedEffect.Unprotected, "Requests meet targets, timeouts and retries of the earlier route."));
            }
        }
    }

    private static bool DoesTheSame(RouteModel one, RouteModel other) =>
        one.Action == other.Action && one.Targets.SequenceEqual(other.Targets) && one.Timeout == other.Timeout && one.ResponseStatus == other.ResponseStatus;
}
