namespace LibBpfSharp.Tests.Objects;

public sealed class BpfObjectTests
{
    [RootFact]
    public void OpenMemory_ValidObject_ListsProgramsAndMaps()
    {
        using var bpf = BpfObject.OpenMemory(TestObject.Bytes(), "mine");

        Assert.Equal("mine", bpf.Name);
        Assert.Equal(["emit", "optional", "packet_length", "allow", "tasks", "elements"], bpf.Programs.Select(program => program.Name).OrderBy(Order));
        Assert.Equal(BpfMapType.RingBuffer, bpf.Maps["events"].Type);
        Assert.Equal(BpfMapType.Array, bpf.Maps[".rodata"].Type);
        Assert.False(bpf.IsLoaded);

        static int Order(string name) => Array.IndexOf(["emit", "optional", "packet_length", "allow", "tasks", "elements"], name);
    }

    [RootFact]
    public void OpenFile_ValidObject_TakesNameFromFile()
    {
        using var file = TestObject.File("basics");

        using var bpf = BpfObject.OpenFile(file.Path);

        Assert.Equal("basics", bpf.Name);
    }

    [Fact]
    public void OpenFile_MissingFile_ThrowsWithPathAndErrno()
    {
        var thrown = Assert.Throws<BpfException>(() => BpfObject.OpenFile("/nowhere/nothing.bpf.o"));

        Assert.Equal(2, thrown.Errno);
        Assert.Equal("ENOENT", thrown.ErrnoName);
        Assert.Contains("/nowhere/nothing.bpf.o", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenMemory_Garbage_Throws()
    {
        var thrown = Assert.Throws<BpfException>(() => BpfObject.OpenMemory("this is no object file"u8, "garbage"));

        Assert.Contains("open garbage", thrown.Message, StringComparison.Ordinal);
        Assert.NotEmpty(thrown.Log!.Messages);
    }

    [RootFact]
    public void Load_VerifierRefuses_ExceptionHoldsVerifierLog()
    {
        using var bpf = TestObject.Open("refused");

        var thrown = Assert.Throws<BpfException>(bpf.Load);

        Assert.Equal("EACCES", thrown.ErrnoName);
        Assert.Equal("load refused", thrown.Operation);
        Assert.Contains("map_value_or_null", thrown.VerifierLog, StringComparison.Ordinal);
        Assert.Contains("invalid mem access", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(thrown.Log!.Messages, message => message.Contains("unchecked", StringComparison.Ordinal));
        Assert.False(bpf.IsLoaded);
    }

    [RootFact]
    public void Load_RefusedProgramLeftOut_Succeeds()
    {
        using var bpf = TestObject.Open("refused");
        bpf.Programs["unchecked"].AutoLoad = false;

        bpf.Load();

        Assert.True(bpf.IsLoaded);
        Assert.False(bpf.Programs["unchecked"].IsLoaded);
    }

    [RootFact]
    public void Load_CustomBtfMissing_SaysSo()
    {
        using var bpf = BpfObject.OpenMemory(TestObject.Bytes(), "basics", new BpfOpenOptions { CustomBtfPath = "/nowhere/vmlinux.btf" });

        var thrown = Assert.Throws<BpfException>(bpf.Load);

        Assert.Equal("ENOENT", thrown.ErrnoName);
        Assert.Contains("BTF", thrown.Message, StringComparison.Ordinal);
    }

    [RootFact]
    public void MaxEntries_SetBeforeLoad_IsWhatTheKernelMakes()
    {
        using var bpf = TestObject.Load(prepare: bpf => bpf.Maps["entries"].MaxEntries = 77);

        Assert.Equal(77u, bpf.Maps["entries"].GetInfo().MaxEntries);
    }

    [RootFact]
    public void MaxEntries_SetAfterLoad_Throws()
    {
        using var bpf = TestObject.Load();

        Assert.Throws<InvalidOperationException>(() => bpf.Maps["entries"].MaxEntries = 5);
        Assert.Throws<InvalidOperationException>(() => bpf.Programs["emit"].AutoLoad = false);
    }

    [RootFact]
    public void Reuse_LoadedMap_SharesElements()
    {
        using var first = TestObject.Load();
        using var second = TestObject.Load(prepare: bpf => bpf.Maps["entries"].Reuse(first.Maps["entries"]));
        var key = new EntryKey(1, 2);

        first.Maps["entries"].View<EntryKey, EntryValue>()[key] = new EntryValue(3, 4);

        Assert.Equal(new EntryValue(3, 4), second.Maps["entries"].View<EntryKey, EntryValue>()[key]);
    }

    [RootFact]
    public void Names_Unknown_ThrowWithTheName()
    {
        using var bpf = TestObject.Open();

        Assert.Contains("nothing", Assert.Throws<KeyNotFoundException>(() => bpf.Maps["nothing"]).Message, StringComparison.Ordinal);
        Assert.Contains("nothing", Assert.Throws<KeyNotFoundException>(() => bpf.Programs["nothing"]).Message, StringComparison.Ordinal);
    }

    [RootFact]
    public void Members_AfterDispose_ThrowObjectDisposed()
    {
        var bpf = TestObject.Load();
        var view = bpf.Maps["entries"].View<EntryKey, EntryValue>();
        var program = bpf.Programs["emit"];
        bpf.Dispose();

        Assert.Throws<ObjectDisposedException>(() => view.TryLookup(default, out _));
        Assert.Throws<ObjectDisposedException>(() => program.Attach());
        Assert.Throws<ObjectDisposedException>(() => bpf.Load());
    }
}
