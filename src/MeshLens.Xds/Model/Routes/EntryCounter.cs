using Envoy.Config.Route.V3;

namespace MeshLens.Xds.Model.Routes;

/// <summary>
/// Which entry of its VirtualService a route came from. istiod does not say: it makes one route per match of an entry, in order, with
/// the same action. So a route of the same resource with another action than the one before begins the next entry. Two neighbouring
/// entries that do the same count as one.
/// </summary>
internal sealed class EntryCounter
{
    private readonly Dictionary<IstioResource, int> _entries = [];
    private Route? _last;

    public int Next(Route route, IstioResource? source)
    {
        if (source is null)
        {
            _last = null;
            return 0;
        }

        var isNext = _last is null || !SameAction(_last, route);
        _last = route;
        var entry = _entries.TryGetValue(source, out var seen) ? seen + (isNext ? 1 : 0) : 0;
        return _entries[source] = entry;
    }

    private static bool SameAction(Route one, Route other) =>
        one.ActionCase == other.ActionCase
        && Equals(one.Route_, other.Route_)
        && Equals(one.Redirect, other.Redirect)
        && Equals(one.DirectResponse, other.DirectResponse)
        && one.TypedPerFilterConfig.Equals(other.TypedPerFilterConfig);
}
