using MeshLens.Core.Classification.View;
using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Classification.Time;

/// <summary>Where the time of a request goes by what proxies logged: means per request, from sums and counts alone, so that they add up.</summary>
/// <remarks>
/// What the proxy next to the caller took from the first byte of a request to its end is the whole. Its wait for the next
/// proxy is taken apart by what that one says, if both saw the same requests, and so on; the last one's wait is the destination's
/// where that proxy is the destination's own, and otherwise the destination's and the way to it.
/// </remarks>
internal sealed class HopBudget
{
    private const double LeastAlike = 0.8;
    private const double MostAlike = 1.25;

    public HopBudget(HopsView hops)
    {
        Chain = ChainOf(hops);
        Paths = [.. Chain.Zip(Chain.Skip(1), (outer, inner) => new HopPath(outer, inner))];
        Parts = [.. PartsOf().Where(part => part.NowNs > 0 || part.BaselineNs > 0)];
    }

    /// <summary>Proxies that saw the same requests, in the order in which they are passed; empty when no proxy told times.</summary>
    public IReadOnlyList<HopView> Chain { get; }

    /// <summary>Between each of them and the next.</summary>
    public IReadOnlyList<HopPath> Paths { get; }

    /// <summary>In the order of a request. They add up to the mean of the first proxy's totals.</summary>
    public IReadOnlyList<TimePart> Parts { get; }

    /// <summary>The proxy whose time is the nearest to what the caller feels; null when none told times.</summary>
    public HopView? First => Chain.Count > 0 ? Chain[0] : null;

    /// <summary>The wait of the last proxy is the destination application's own.</summary>
    public bool ReachesApplication => Chain is [.., { Reporter: AccessReporter.Server }];

    public static bool AreAlike(double outer, double inner) => inner >= LeastAlike * outer && inner <= MostAlike * outer;

    private static List<HopView> ChainOf(HopsView hops)
    {
        List<HopView> chain = [];
        foreach (var hop in hops.All.Where(hop => hop.Histogram(HopPart.Total) is not null))
        {
            if (chain.Count == 0 || AreAlike(chain[^1].Ended, hop.Ended))
            {
                chain.Add(hop);
            }
        }

        return chain;
    }

    private IEnumerable<TimePart> PartsOf()
    {
        if (First is not { } first)
        {
            yield break;
        }

        var towardsCaller = first.Reporter == AccessReporter.Client ? Leg.AppToProxy : Leg.ProxyToProxy;
        yield return HopParts.Of(first, HopPart.Receive, towardsCaller);
        for (var position = 0; position < Chain.Count; position++)
        {
            foreach (var part in HopParts.BeforeUpstream(Chain[position]))
            {
                yield return part;
            }

            yield return HopParts.Of(Chain[position], HopPart.Send);
            yield return position < Paths.Count ? Paths[position].Time : HopParts.Of(Chain[position], HopPart.UpstreamWait);
        }

        foreach (var inner in Chain.Skip(1).Reverse())
        {
            yield return HopParts.Of(inner, HopPart.ResponseFilters);
        }

        yield return HopParts.Of(first, HopPart.Body);
        yield return HopParts.Of(first, HopPart.After, towardsCaller);
    }
}
