namespace LibBpfSharp.Tests.Maps;

public sealed class BpfPerCpuBatchTests
{
    [RootFact]
    public void ReadNext_PerCpuHash_HandsOutEveryCpusValues()
    {
        using var bpf = TestObject.Load();
        var map = bpf.Maps["per_cpu_hash"].PerCpuView<uint, EntryValue>();
        var batch = map.CreateBatch(8);
        uint[] keys = [.. Enumerable.Range(0, 50).Select(i => (uint)i)];
        EntryValue[] values = [.. keys.SelectMany(key => Enumerable.Range(0, LibBpf.PossibleCpus).Select(cpu => new EntryValue(key, (ulong)cpu)))];

        Assert.Equal(50, batch.Update(keys, values));

        var read = new List<(uint, EntryValue)>();
        while (batch.ReadNext())
        {
            for (var i = 0; i < batch.Values.Length; i++)
            {
                read.Add((batch.Keys[i / LibBpf.PossibleCpus], batch.Values[i]));
            }
        }

        Assert.Equal(values.Select(value => ((uint)value.Count, value)), read.OrderBy(pair => pair.Item1).ThenBy(pair => pair.Item2.Sum));
    }

    [RootFact]
    public void CreateBatch_ValuesThatAreRoundedUp_Throws()
    {
        using var bpf = TestObject.Load();

        Assert.Throws<ArgumentException>(() => bpf.Maps["per_cpu"].PerCpuView<uint, uint>().CreateBatch());
    }
}
