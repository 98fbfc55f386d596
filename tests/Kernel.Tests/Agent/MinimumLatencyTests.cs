using Kernel.Tests.Host;
using MeshLens.Core.Signals;
using MeshLens.Protocol.V1;

namespace Kernel.Tests.Agent;

public sealed class MinimumLatencyTests : IDisposable
{
    private const int Fast = 20;

    // Far above what a loopback exchange takes on a loaded machine, and its handler well above that.
    private static readonly TimeSpan _minimum = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _slow = TimeSpan.FromSeconds(1.2);
    private readonly WatchedNamespace _watched = new(minimumLatency: _minimum);

    [RootFact]
    public async Task EndInterval_WithAMinimum_KeepsOnlySlowConnectionsAndCountsAll()
    {
        _watched.Exchange(Fast);
        _watched.Exchange(1, _slow);

        var batches = await _watched.EndIntervalAsync();

        var told = batches.SelectMany(batch => batch.Connections).ToList();
        var worst = told.Where(one => one.Kind == ConnectionKind.Worst).ToList();
        Assert.Equal(2, worst.Count);
        Assert.All(worst, one => Assert.True(one.TurnNs + one.ServiceNs >= (ulong)_minimum.TotalNanoseconds));
        Assert.Contains(told, one => one.Kind == ConnectionKind.Join && one.TurnNs + one.ServiceNs < (ulong)_minimum.TotalNanoseconds);
        Assert.Equal(2UL * (Fast + 1), Established(batches));
    }

    public void Dispose() => _watched.Dispose();

    private static ulong Established(IEnumerable<Batch> batches) => batches
        .SelectMany(batch => batch.Counters.Counter.Index().Where(row => row.Item == (uint)Counter.Established).Select(row => batch.Counters.Value[row.Index]))
        .Aggregate(0UL, (sum, value) => sum + value);
}
