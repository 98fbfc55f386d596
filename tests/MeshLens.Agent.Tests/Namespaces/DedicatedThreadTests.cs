using MeshLens.Agent.Namespaces;

namespace MeshLens.Agent.Tests.Namespaces;

public sealed class DedicatedThreadTests
{
    private static DedicatedThread Create() => new("test");

    [Fact]
    public void Run_Twice_UsesTheSameOtherThread()
    {
        using var thread = Create();
        var seen = new List<int>();

        thread.Run(() => seen.Add(Environment.CurrentManagedThreadId));
        thread.Run(() => seen.Add(Environment.CurrentManagedThreadId));

        Assert.Equal(seen[0], seen[1]);
        Assert.NotEqual(Environment.CurrentManagedThreadId, seen[0]);
    }

    [Fact]
    public void Run_WorkThatThrows_ThrowsHereAndGoesOn()
    {
        using var thread = Create();
        var ran = false;

        var failure = Assert.Throws<InvalidOperationException>(() => thread.Run(() => throw new InvalidOperationException("x")));
        thread.Run(() => ran = true);

        Assert.Equal("x", failure.Message);
        Assert.True(ran);
    }

    [Fact]
    public void Run_FromManyThreads_DoesOneAtATime()
    {
        using var thread = Create();
        var inside = 0;
        var most = 0;
        var runs = 0;

        Parallel.For(0, 64, _ => thread.Run(() =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            runs++;
            Interlocked.Decrement(ref inside);
        }));

        Assert.Equal(1, most);
        Assert.Equal(64, runs);
    }
}
