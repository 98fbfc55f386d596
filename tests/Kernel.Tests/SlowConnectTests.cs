using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Loading;
using MeshLens.Lab.Links;

namespace Kernel.Tests;

/// <summary>A list of slow connects leaves out the others in the kernel: they cost no event.</summary>
public sealed class SlowConnectTests : IDisposable
{
    private readonly LinkedPair _pair = LinkedPair.Create(TimeSpan.FromMilliseconds(5));

    [RootTheory]
    [InlineData(1, 1)]
    [InlineData(60_000, 0)]
    public void Connect_OfTenMilliseconds_IsToldOnlyAboveTheMinimum(int minimumMs, int told)
    {
        using var watch = ConnectionWatch.Start([_pair.Client, _pair.Server], new WatchShape
        {
            Settings = _ => KernelSettings.EveryConnect(TimeSpan.FromMilliseconds(minimumMs)) with { FilterNetns = 1 },
        });

        using (ConnectedPair.Open(_pair.Client, _pair.Server, LinkedPair.ServerV4))
        {
            Assert.Equal(told, watch.Of(EventType.Established).Count(static one => one.Role == Role.Client));
        }

        Assert.Equal(1, watch.Drain().Count(Signal.Handshake));
    }

    public void Dispose() => _pair.Dispose();
}
