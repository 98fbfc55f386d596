using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;
using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Tests.Dumps;

/// <summary>The 448 public xds-ir files: read, modelled and judged, against a table of what is in them.</summary>
public sealed class PublicSetTests
{
    // Without a word about it Envoy ends a request after 15 s.
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(15);

    private static readonly Dictionary<string, string> Table = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Findings", "xds-ir.tsv"))
        .Where(static line => !line.StartsWith('#'))
        .Select(static line => line.Split('\t'))
        .ToDictionary(static cells => cells[0], static cells => cells[1]);

    [Fact]
    public void Sets_InTheFolder_AreThoseOfTheTable() =>
        Assert.Equal(Table.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(PublicSet.Folder).Select(static file => Path.GetFileName(file).Split('.')[0]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Model_OfEverySet_ShowsExactlyItsFeatures()
    {
        var wrong = Table
            .Select(static set => (set.Key, Expected: set.Value, Shown: string.Join(' ', Features(PublicSet.Load(set.Key)).Distinct().Order(StringComparer.Ordinal))))
            .Where(static set => set.Expected != set.Shown)
            .Select(static set => $"{set.Key}: {set.Expected} but shows {set.Shown}");

        Assert.Equal("", string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public void Judge_EverySet_FindsAFaultWhereThereIsOne()
    {
        foreach (var (name, features) in Table)
        {
            var faults = RuleBook.Judge(PublicSet.Load(name)).Count(static finding => finding.Rule.StartsWith("fault-", StringComparison.Ordinal));

            Assert.Equal(features.Split(' ').Contains("fault"), faults > 0);
        }
    }

    private static IEnumerable<string> Features(ConfigurationModel model) =>
        model.Routes.SelectMany(Features)
            .Concat(model.Clusters.SelectMany(Features))
            .Concat(model.Listeners.SelectMany(static listener => listener.Chains)
                .Where(static chain => chain.Http?.Filters.Any(static filter => filter.Kind == FilterKind.LocalRateLimit) == true)
                .Select(static _ => "local-rate-limit"));

    private static IEnumerable<string> Features(RouteModel route)
    {
        (bool Shown, string Name)[] features =
        [
            (route.Timeout is { } timeout && timeout != DefaultTimeout, "timeout"),
            (route.Retries is not null, "retries"),
            (route.RateLimits > 0, "global-rate-limit"),
            (route.Mirrors.Count > 0, "mirror"),
            (route.HashKeys.Count > 0, "hash"),
            (route.Fault is not null, "fault"),
        ];
        return features.Where(static feature => feature.Shown).Select(static feature => feature.Name);
    }

    private static IEnumerable<string> Features(ClusterModel cluster)
    {
        if (cluster.CircuitBreaker is not null)
        {
            yield return "circuit-breaker";
        }

        var policy = cluster.Balancing.Policy switch
        {
            BalancingPolicy.LeastRequest => null,
            BalancingPolicy.RoundRobin => "lb-round-robin",
            BalancingPolicy.ClusterProvided => "lb-cluster-provided",
            var other => $"lb-{other.ToString().ToLowerInvariant()}",
        };
        if (policy is not null)
        {
            yield return policy;
        }
    }
}
