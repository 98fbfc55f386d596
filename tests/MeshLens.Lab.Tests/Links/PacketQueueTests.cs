using MeshLens.Lab.Links;

namespace MeshLens.Lab.Tests.Links;

public sealed class PacketQueueTests
{
    [Fact]
    public void Queue_RefilledManyTimes_KeepsOrderAndContent()
    {
        var queue = new PacketQueue(capacity: 3);
        for (byte round = 0; round < 10; round++)
        {
            Assert.True(queue.TryAdd([round, 1], deadline: round));
            Assert.True(queue.TryAdd([round, 2, 3], deadline: round));

            Assert.Equal([round, 1], queue.Next.ToArray());
            queue.Remove();
            Assert.Equal([round, 2, 3], queue.Next.ToArray());
            Assert.Equal(round, queue.NextDeadline);
            queue.Remove();
        }
    }

    [Fact]
    public void Queue_Full_RefusesMore()
    {
        var queue = new PacketQueue(capacity: 2);
        queue.TryAdd([1], 0);
        queue.TryAdd([2], 0);

        Assert.False(queue.TryAdd([3], 0));
        Assert.Equal(2, queue.Count);
    }
}
