namespace MeshLens.Xds.Debug;

/// <summary>
/// Since when proxies have not answered. A push under way looks like one that is stuck, but not for long: it is gathered for ten
/// seconds at most, and answered at once.
/// </summary>
public sealed class SyncHistory
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private Dictionary<(string Proxy, string Type), DateTimeOffset> _since = [];

    /// <summary>The report, with what lags marked as such. Called with one report after the other.</summary>
    public SyncReport Then(SyncReport report)
    {
        var since = Unseen(report).ToDictionary();
        List<ProxySync> proxies = [.. report.Proxies.Select(proxy => proxy with { Types = [.. proxy.Types.Select(type => Judge(proxy.Id, type, report.At, since))] })];
        _since = since;
        return report with { Proxies = proxies };
    }

    // What a replica did not tell this time may be as it was.
    private IEnumerable<KeyValuePair<(string Proxy, string Type), DateTimeOffset>> Unseen(SyncReport report)
    {
        var seen = report.Proxies.Select(static proxy => proxy.Id).ToHashSet(StringComparer.Ordinal);
        return report.NotSeen.Count == 0 ? [] : _since.Where(item => !seen.Contains(item.Key.Proxy));
    }

    private TypeSync Judge(string proxy, TypeSync type, DateTimeOffset at, Dictionary<(string Proxy, string Type), DateTimeOffset> since)
    {
        if (type.State != SyncState.Stale)
        {
            return type;
        }

        var first = _since.GetValueOrDefault((proxy, type.Type), at);
        since[(proxy, type.Type)] = first;
        return type with { Lags = at - first >= Long };
    }
}
