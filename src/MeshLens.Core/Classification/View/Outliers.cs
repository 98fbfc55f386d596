using MeshLens.Core.Classification.Statistics;

namespace MeshLens.Core.Classification.View;

/// <summary>Some replicas changed and the others did not, and the two are far apart.</summary>
internal sealed class Outliers
{
    private const double ApartFactor = 1.5;

    private Outliers(List<Replica> bad, List<Replica> good, Func<Replica, Change> of)
    {
        (Bad, Good) = (bad, good);
        Strength = bad.Max(replica => of(replica).Strength);
        NowNs = Mean(bad, of, change => change.NowNs);
        UsualNs = Mean(bad, of, change => change.BaselineNs ?? 0);
        OthersNs = Mean(good, of, change => change.NowNs);
        TotalNs = bad.Sum(replica => Math.Max(0, of(replica).ExcessNs) * of(replica).Samples);
        Zone = ZoneOf(bad, good);
    }

    /// <summary>Those that changed, the one with most requests first.</summary>
    public IReadOnlyList<Replica> Bad { get; }

    /// <summary>Those that were measured well enough to say that they did not.</summary>
    public IReadOnlyList<Replica> Good { get; }

    public Strength Strength { get; }

    /// <summary>Mean of the bad ones, what it was when they were well, and the mean of the good ones.</summary>
    public double NowNs { get; }
    public double UsualNs { get; }
    public double OthersNs { get; }

    /// <summary>All time that the bad ones took beyond what is usual of them.</summary>
    public double TotalNs { get; }

    /// <summary>Where the bad ones are and no good one is; null when they are not several, or not together.</summary>
    public string? Zone { get; }

    /// <summary>The part of all requests that goes to the bad ones, 0 to 1.</summary>
    public double Share => Bad.Sum(replica => replica.Share);

    /// <summary>The bad ones are the exception: no more than the good ones.</summary>
    public bool AreFew => Bad.Count <= Good.Count;

    /// <summary>Null when nobody changed, everybody did, or they are not far apart.</summary>
    /// <param name="replicas">All of them.</param>
    /// <param name="of">Which signal.</param>
    /// <param name="floorNs">What is no difference.</param>
    public static Outliers? Among(IReadOnlyList<Replica> replicas, Func<Replica, Change> of, double floorNs)
    {
        List<Replica> bad = [.. replicas.Where(replica => of(replica).Strength >= Strength.Weak).OrderByDescending(replica => replica.Requests)];
        List<Replica> good = [.. replicas.Where(replica => of(replica).Strength is Strength.None or Strength.Faint)];
        if (bad.Count == 0 || good.Count == 0)
        {
            return null;
        }

        var outliers = new Outliers(bad, good, of);
        return outliers.NowNs >= (ApartFactor * outliers.OthersNs) + floorNs ? outliers : null;
    }

    private static double Mean(List<Replica> replicas, Func<Replica, Change> of, Func<Change, double> value)
    {
        var samples = replicas.Sum(replica => (double)of(replica).Samples);
        return samples <= 0 ? 0 : replicas.Sum(replica => of(replica).Samples * value(of(replica))) / samples;
    }

    private static string? ZoneOf(List<Replica> bad, List<Replica> good)
    {
        var zone = bad[0].Zone;
        return bad.Count > 1 && zone.Length > 0
            && bad.TrueForAll(replica => replica.Zone == zone)
            && good.TrueForAll(replica => replica.Zone.Length > 0 && replica.Zone != zone)
            ? zone
            : null;
    }
}
