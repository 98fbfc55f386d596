using MeshLens.Server.Mesh;
using MeshLens.Xds.Debug;

namespace MeshLens.Server.Tests.Mesh;

public sealed class ProxySummaryTests
{
    [Fact]
    public void Of_AReport_CountsVersionsAndListsWhoLags()
    {
        var view = ProxySummary.Of(new(
            DateTimeOffset.UnixEpoch,
            [
                Proxy("a", "1.30", new TypeSync("CDS", SyncState.Synced, "")),
                Proxy("b", "1.29", new("CDS", SyncState.Synced, ""), new("LDS", SyncState.Error, "duplicate")),
                Proxy("c", "1.30", new TypeSync("EDS", SyncState.Stale, "")),
            ],
            []));

        Assert.Equal([("1.30", 2), ("1.29", 1)], view.Versions.Select(static each => (each.Key, each.Value)));
        Assert.Equal([new("b", "1.29", "LDS", "error", "duplicate"), new("c", "1.30", "EDS", "stale", "")], view.NotInStep);
        Assert.Equal(2, view.NotInStepTotal);
    }

    [Fact]
    public void Of_ManyWhoLag_ListsAHundred()
    {
        var view = ProxySummary.Of(new(
            DateTimeOffset.UnixEpoch, [.. Enumerable.Range(0, 300).Select(static number => Proxy($"p{number}", "1.30", new TypeSync("CDS", SyncState.Stale, "")))], []));

        Assert.Equal((100, 300), (view.NotInStep.Count, view.NotInStepTotal));
    }

    private static ProxySync Proxy(string id, string version, params TypeSync[] types) => new(id, "k1", version, new("https://istiod:15012"), types);
}
