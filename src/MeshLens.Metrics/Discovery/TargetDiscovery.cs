using MeshLens.Core.Identity;

namespace MeshLens.Metrics.Discovery;

/// <summary>Finds the proxies of a mesh by what its sources of names say: sidecars, gateways, waypoints, ztunnels, and what was named by hand.</summary>
/// <param name="index">Who every address is.</param>
/// <param name="given">Targets that the operator named; asked like the others, once their addresses are known to be of the mesh or loopback.</param>
/// <param name="discovers">Whether the mesh is looked through at all.</param>
/// <param name="maximum">Targets beyond are left out, and counted.</param>
public sealed class TargetDiscovery(IdentityIndex index, IReadOnlyList<Uri> given, bool discovers, int maximum)
{
    /// <summary>Changes whenever the answer may have changed.</summary>
    public int Version => index.Version;

    /// <summary>Looks at every address: to be asked when <see cref="Version"/> changed, and not more than every few seconds.</summary>
    public FoundTargets Find()
    {
        var (targets, ambiguous) = (new Dictionary<string, ScrapeTarget>(StringComparer.Ordinal), 0);
        foreach (var claims in discovers ? index.Claims() : [])
        {
            if (!ProxyPorts.CanBe(claims.Address))
            {
                continue;
            }

            var proxies = Proxies(claims).ToList();
            ambiguous += proxies.Count > 1 ? 1 : 0;
            if (proxies is [var proxy])
            {
                Add(targets, proxy);
            }
        }

        List<ScrapeTarget> all = [.. given.Select(static address => new ScrapeTarget(address.ToString(), TargetKind.Given, [address], null))];
        all.AddRange(targets.Values.OrderBy(static target => target.Name, StringComparer.Ordinal));
        return new([.. all.Take(maximum)], ambiguous, Math.Max(0, all.Count - maximum));
    }

    // Several claims of one pod are one proxy told by several sources; claims of several pods are nobody's unless one alone has a proxy.
    private static IEnumerable<ScrapeTarget> Proxies(AddressClaims claims) =>
        from pod in claims.Claims.GroupBy(static claim => NameOf(claim.Workload))
        let kind = ProxyKinds.Of(pod)
        where kind is not null
        select new ScrapeTarget(pod.Key, kind.Value, ProxyPorts.Of(kind.Value, claims.Address, pod.Max(static claim => claim.Workload.MetricsPort)), pod.First().Workload);

    // A pod with two addresses is one target, asked at the same one of them each time.
    private static void Add(Dictionary<string, ScrapeTarget> targets, ScrapeTarget proxy)
    {
        var name = $"{proxy.Workload!.Cluster}/{proxy.Name}";
        if (!targets.TryGetValue(name, out var known) || Before(proxy.Addresses[0].Host, known.Addresses[0].Host))
        {
            targets[name] = proxy;
        }
    }

    private static bool Before(string host, string other) =>
        host.Contains(':', StringComparison.Ordinal) == other.Contains(':', StringComparison.Ordinal)
            ? string.CompareOrdinal(host, other) < 0
            : other.Contains(':', StringComparison.Ordinal);

    private static string NameOf(MeshWorkload workload) => $"{workload.Namespace}/{(workload.Pod.Length > 0 ? workload.Pod : workload.Name)}";
}
