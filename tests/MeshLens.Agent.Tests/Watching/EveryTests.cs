using MeshLens.Agent.Watching;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Agent.Tests.Watching;

public sealed class EveryTests
{
    [Fact]
    public void IsDue_AtOnceAndThenOncePerPeriod()
    {
        var time = new FakeTimeProvider();
        var every = new Every(TimeSpan.FromSeconds(2), time);

        Assert.True(every.IsDue());
        Assert.False(every.IsDue());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(every.IsDue());
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(every.IsDue());
        Assert.False(every.IsDue());
    }
}
