using MeshLens.Xds.Debug;

namespace MeshLens.Xds.Tests.Debug;

/// <summary>A push under way and one that is stuck look alike; only time tells.</summary>
public sealed class SyncHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Then_NoAnswerForAMinute_Lags() =>
        Assert.Equal([false, false, true], Lags((0, SyncState.Stale), (30, SyncState.Stale), (60, SyncState.Stale)));

    [Fact]
    public void Then_AnAnswerInBetween_BeginsAnew() =>
        Assert.Equal([false, false, false, false], Lags((0, SyncState.Stale), (30, SyncState.Synced), (60, SyncState.Stale), (90, SyncState.Stale)));

    [Fact]
    public void Then_ARefusal_IsNoLag() =>
        Assert.Equal([false, false], Lags((0, SyncState.Error), (120, SyncState.Error)));

    [Fact]
    public void Then_AReplicaThatIsNotSeenOnce_DoesNotBeginAnew()
    {
        var history = new SyncHistory();
        history.Then(Report(0, SyncState.Stale));

        Assert.Empty(history.Then(new(Noon.AddSeconds(30), [], ["The replica did not answer."])).Proxies);

        Assert.True(LagsIn(history.Then(Report(60, SyncState.Stale))));
    }

    [Fact]
    public void Then_AProxyThatWentAndCameBack_BeginsAnew()
    {
        var history = new SyncHistory();
        history.Then(Report(0, SyncState.Stale));
        history.Then(new(Noon.AddSeconds(30), [], []));

        Assert.False(LagsIn(history.Then(Report(60, SyncState.Stale))));
    }

    private static List<bool> Lags(params (int Seconds, SyncState State)[] looks)
    {
        var history = new SyncHistory();
        return [.. looks.Select(look => LagsIn(history.Then(Report(look.Seconds, look.State))))];
    }

    private static bool LagsIn(SyncReport report) => Assert.Single(Assert.Single(report.Proxies).Types).Lags;

    private static SyncReport Report(int seconds, SyncState state) =>
        new(Noon.AddSeconds(seconds), [new("b-1.shop", "k1", "1.30", new("https://istiod:15012"), [new("EDS", state, "")])], []);
}
