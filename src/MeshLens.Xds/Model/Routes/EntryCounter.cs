using Envoy.Config.Route.V3;

namespace MeshLens.Xds.Model.Routes;

/// <summary>
/// Which entry of its VirtualService a route came from. istiod does not say: it makes one route per match of an entry, in order, with
/// the same action, and calls it by the entry's name, if it has one, and after a dot the match's. So a route of the same resource with
/// another action or name than the one before begins the next entry. Two neighbouring entries without names that do the same count as
/// one, and entries that istiod leaves out of a listener, because they are for another port or gateway, are not counted: an entry that
/// has a name is better called by it.
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

        var isNext = _last is null || NameOf(_last) != NameOf(route) || !SameAction(_last, route);
        _last = route;
        var entry = _entries.TryGetValue(source, out var seen) ? seen + (isNext ? 1 : 0) : 0;
        return _entries[source] = entry;
    }

    /// <summary>The name of the entry; empty when it has none.</summary>
    public static string NameOf(Route route) => route.Name.Split('.')[0];

    private static bool SameAction(Route one, Route other) =>
        one.ActionCase == other.ActionCase
        && Equals(one.Route_, other.Route_)
        && Equals(one.Redirect, other.Redirect)
        && Equals(one.DirectResponse, other.DirectResponse)
        && one.TypedPerFilterConfig.Equals(other.TypedPerFilterConfig);
}
