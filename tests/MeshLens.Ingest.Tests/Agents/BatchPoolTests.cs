using System.Collections;
using Google.Protobuf;
using MeshLens.Ingest.Agents;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Tests.Agents;

public sealed class BatchPoolTests
{
    private const string EveryField = """
        {"sequence":"1","ageMs":2,"intervalMs":3,"flows":[{"id":4}],"retiredFlows":[5],
         "histograms":{"flow":[1],"signal":[2],"count":[3],"sumNs":["4"],"maxNs":["5"],"bucketCount":[6],"bucketIndex":[7],"bucketValue":[8]},
         "counters":{"flow":[1],"counter":[2],"value":["3"]},
         "connections":[{"flow":1}],"listeners":[{"port":1}],"pressures":[{"cpuNs":"1"}],"nameServers":[{"unanswered":1}],
         "losses":{"shedRows":"1"},"cost":{"cpuSeconds":1},"hops":[{"ended":"1"}],
         "probes":{"intervalMs":1},"probeResults":[{"sequence":1}]}
        """;

    [Fact]
    public void Return_BatchWithEveryField_IsEmptyWhenRentedAgain()
    {
        var pool = new BatchPool();
        var batch = pool.Rent();
        batch.MergeFrom(Batch.Parser.ParseJson(EveryField));
        AssertEveryFieldIsSet(batch);
        AssertEveryFieldIsSet(batch.Histograms);
        AssertEveryFieldIsSet(batch.Counters);

        pool.Return(batch);
        var again = pool.Rent();

        Assert.Same(batch, again);
        Assert.Equal(new Batch { Histograms = new(), Counters = new() }, again);
        Assert.NotEqual(0, again.Histograms.BucketIndex.Capacity);
    }

    [Fact]
    public void Return_MoreThanAreReadAtOnce_AreLetGo()
    {
        var pool = new BatchPool();
        var batches = Enumerable.Range(0, 1000).Select(_ => pool.Rent()).ToHashSet();
        foreach (var batch in batches)
        {
            pool.Return(batch);
        }

        Assert.InRange(Enumerable.Range(0, 1000).Count(_ => batches.Contains(pool.Rent())), 1, 999);
    }

    // A field added to the message must be added to the sample, and so to the reset.
    private static void AssertEveryFieldIsSet(IMessage message) =>
        Assert.All(message.Descriptor.Fields.InDeclarationOrder(), field =>
            Assert.True(field.IsRepeated ? ((IList)field.Accessor.GetValue(message)).Count > 0 : !Equals(field.Accessor.GetValue(message), 0UL) && field.Accessor.GetValue(message) is not null, field.Name));
}
