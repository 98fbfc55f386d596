namespace LibBpfSharp.Tests.Maps;

public sealed class BpfMapBatchTests : IDisposable
{
    private readonly BpfObject? _object = Environment.IsPrivilegedProcess ? TestObject.Load() : null;

    private BpfMap<EntryKey, EntryValue> Map => _object!.Maps["entries"].View<EntryKey, EntryValue>();

    public void Dispose() => _object?.Dispose();

    [RootFact]
    public void ReadNext_SmallPortions_SeesEachElementOnce()
    {
        Fill(1000);
        var batch = Map.CreateBatch(64);
        var seen = new List<(EntryKey, EntryValue)>();
        while (batch.ReadNext())
        {
            for (var i = 0; i < batch.Count; i++)
            {
                seen.Add((batch.Keys[i], batch.Values[i]));
            }
        }

        Assert.Equal(1000, seen.Count);
        Assert.Equal(1000, seen.Distinct().Count());
        Assert.All(seen, pair => Assert.Equal(pair.Item1.Id * 10, pair.Item2.Sum));
    }

    [RootFact]
    public void ReadNext_BucketLargerThanPortion_Grows()
    {
        Fill(1000);
        var batch = Map.CreateBatch(1);
        var count = 0;
        while (batch.ReadNext())
        {
            count += batch.Count;
        }

        Assert.Equal(1000, count);
        Assert.True(batch.Capacity > 1);
    }

    [RootFact]
    public void ReadNext_EmptyMap_EndsAtOnce() => Assert.False(Map.CreateBatch().ReadNext());

    [RootFact]
    public void TakeNext_UntilTheEnd_EmptiesTheMap()
    {
        Fill(300);
        var batch = Map.CreateBatch(32);
        var count = 0;
        while (batch.TakeNext())
        {
            count += batch.Count;
        }

        Assert.Equal(300, count);
        Assert.Empty(Map.Keys);
    }

    [RootFact]
    public void Restart_SecondWalk_AllocatesNothing()
    {
        Fill(500);
        var batch = Map.CreateBatch(128);
        Walk(batch);
        batch.Restart();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var count = Walk(batch);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(500, count);
        Assert.Equal(0, allocated);
    }

    [RootFact]
    public void Delete_SomePresent_CountsUntilTheFirstMissing()
    {
        Fill(3);
        var batch = Map.CreateBatch();

        Assert.Equal(2, batch.Delete([new EntryKey(0, 0), new EntryKey(1, 0), new EntryKey(99, 0), new EntryKey(2, 0)]));
        Assert.Equal(0, batch.Delete([new EntryKey(99, 0)]));
        Assert.Single(Map.Keys);
    }

    [RootFact]
    public void Update_MoreThanFits_WritesUntilFull()
    {
        var keys = Enumerable.Range(0, 2000).Select(i => new EntryKey((uint)i, 0)).ToArray();

        Assert.Equal(1024, Map.CreateBatch().Update(keys, new EntryValue[2000]));
        Assert.Throws<BpfException>(() => Map.CreateBatch().Update([new EntryKey(0, 0)], [default], BpfUpdateMode.AddOnly));
        Assert.Throws<ArgumentException>(() => Map.CreateBatch().Update(keys, []));
    }

    private static int Walk(BpfMapBatch<EntryKey, EntryValue> batch)
    {
        var count = 0;
        while (batch.ReadNext())
        {
            count += batch.Count;
        }

        return count;
    }

    private void Fill(int count)
    {
        var keys = Enumerable.Range(0, count).Select(i => new EntryKey((uint)i, 0)).ToArray();
        var values = keys.Select(key => new EntryValue(1, key.Id * 10)).ToArray();
        Assert.Equal(count, Map.CreateBatch().Update(keys, values));
    }
}
