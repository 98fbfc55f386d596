namespace LibBpfSharp.Tests.Maps;

public sealed class BpfMapViewTests : IDisposable
{
    private readonly BpfObject? _object = Environment.IsPrivilegedProcess ? TestObject.Load() : null;

    private BpfMap Map => _object!.Maps["entries"];

    public void Dispose() => _object?.Dispose();

    [RootFact]
    public void TryLookup_MissingThenAdded_FindsIt()
    {
        var map = Map.View<EntryKey, EntryValue>();
        var key = new EntryKey(1, 2);

        var before = map.TryLookup(key, out var none);
        map.Update(key, new EntryValue(3, 4));

        Assert.False(before);
        Assert.Equal(default, none);
        Assert.True(map.TryLookup(key, out var value));
        Assert.Equal(new EntryValue(3, 4), value);
    }

    [RootFact]
    public void TryAdd_Twice_KeepsTheFirst()
    {
        var map = Map.View<EntryKey, EntryValue>();

        Assert.True(map.TryAdd(default, new EntryValue(1, 1)));
        Assert.False(map.TryAdd(default, new EntryValue(2, 2)));
        Assert.Equal(new EntryValue(1, 1), map[default]);
    }

    [RootFact]
    public void Update_ReplaceOnlyMissing_Throws()
    {
        var map = Map.View<EntryKey, EntryValue>();

        var thrown = Assert.Throws<BpfException>(() => map.Update(default, default, BpfUpdateMode.ReplaceOnly));

        Assert.Equal("ENOENT", thrown.ErrnoName);
    }

    [RootFact]
    public void Update_FullMap_ThrowsE2Big()
    {
        var map = Map.View<EntryKey, EntryValue>();
        for (uint i = 0; i < 1024; i++)
        {
            map[new EntryKey(i, 0)] = default;
        }

        var thrown = Assert.Throws<BpfException>(() => map[new EntryKey(5000, 0)] = default);

        Assert.Equal("E2BIG", thrown.ErrnoName);
    }

    [RootFact]
    public void Delete_Element_TellsWhetherItWasThere()
    {
        var map = Map.View<EntryKey, EntryValue>();
        map[default] = default;

        Assert.True(map.Delete(default));
        Assert.False(map.Delete(default));
    }

    [RootFact]
    public void TryTake_Element_ReadsAndRemoves()
    {
        var map = Map.View<EntryKey, EntryValue>();
        map[default] = new EntryValue(8, 9);

        Assert.True(map.TryTake(default, out var value));
        Assert.Equal(new EntryValue(8, 9), value);
        Assert.False(map.TryTake(default, out _));
    }

    [RootFact]
    public void Keys_ThreeElements_EnumeratesEach()
    {
        var map = Map.View<EntryKey, EntryValue>();
        EntryKey[] keys = [new(1, 0), new(2, 0), new(3, 0)];
        foreach (var key in keys)
        {
            map[key] = default;
        }

        Assert.Equal(keys, map.Keys.OrderBy(key => key.Id));
    }

    [RootFact]
    public void View_WrongSizes_ThrowsBeforeTheKernelCopies()
    {
        Assert.Throws<ArgumentException>(() => Map.View<uint, EntryValue>());
        Assert.Throws<ArgumentException>(() => Map.View<EntryKey, uint>());
        Assert.Throws<ArgumentException>(() => Map.PerCpuView<EntryKey, EntryValue>());
        Assert.Throws<ArgumentException>(() => _object!.Maps["per_cpu"].View<uint, uint>());
        Assert.Throws<ArgumentException>(() => Map.TryLookup(new byte[8], new byte[4]));
    }

    [RootFact]
    public void View_BeforeLoad_ThrowsOnUse()
    {
        using var bpf = TestObject.Open();
        var map = bpf.Maps["entries"].View<EntryKey, EntryValue>();

        Assert.Throws<InvalidOperationException>(() => map.TryLookup(default, out _));
    }

    [RootFact]
    public void GetInfo_LoadedMap_DescribesIt()
    {
        var info = Map.GetInfo();

        Assert.Equal((BpfMapType.Hash, 8, 16, 1024u), (info.Type, info.KeySize, info.ValueSize, info.MaxEntries));
        Assert.True(info.MemoryBytes > 1024 * (8 + 16), $"{info.MemoryBytes} bytes");
    }

    [RootFact]
    public void PerCpuView_ProgramCounts_SumsOverCpus()
    {
        var map = _object!.Maps["per_cpu"].PerCpuView<uint, uint>();
        var values = new uint[LibBpf.PossibleCpus];
        _object.Programs["emit"].TestRun();
        _object.Programs["emit"].TestRun();

        Assert.True(map.TryLookup(0, values));
        Assert.Equal(2, values.Sum(value => value));
    }

    [RootFact]
    public void PerCpuView_Update_ReadsBackEachCpu()
    {
        var map = _object!.Maps["per_cpu"].PerCpuView<uint, uint>();
        var written = Enumerable.Range(0, LibBpf.PossibleCpus).Select(cpu => 100u + (uint)cpu).ToArray();
        var read = new uint[LibBpf.PossibleCpus];

        map.Update(1, written);

        Assert.True(map.TryLookup(1, read));
        Assert.Equal(written, read);
        Assert.Throws<ArgumentException>(() => map.TryLookup(1, []));
    }

    [RootFact]
    public void MapMemory_GlobalData_SharesTheKernelsBytes()
    {
        using var memory = _object!.Maps[".bss"].MapMemory();

        _object.Programs["emit"].TestRun();

        Assert.Contains((byte)1, memory.Bytes.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.At<ulong>(memory.Length));
    }

    [RootFact]
    public void MapMemory_HashMap_Throws() => Assert.Throws<BpfException>(() => Map.MapMemory());
}
