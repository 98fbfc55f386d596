using Kernel.Tests.Host;
using MeshLens.Core.Signals;

namespace Kernel.Tests.Agent;

public sealed class LossTests
{
    private const int PageSize = 4096;
    private const int Connections = 2_000;

    [RootFact]
    public async Task EndInterval_WithARingTooSmall_CountsEveryConnectionAndWhatWasNotTold()
    {
        using var watched = new WatchedNamespace(ringBytes: PageSize);
        watched.Exchange(1);
        watched.Consume();
        await watched.EndIntervalAsync();
        watched.Exchange(Connections);

        var batches = await watched.EndIntervalAsync();

        var established = batches.SelectMany(batch => batch.Counters.Counter.Index().Where(row => row.Item == (uint)Counter.Established)
            .Select(row => (long)batch.Counters.Value[row.Index])).Sum();
        Assert.Equal(2 * Connections, established);
        Assert.InRange(watched.Losses.KernelEvents, 1UL, 3UL * Connections);
    }
}
