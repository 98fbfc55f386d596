namespace LibBpfSharp.Tests.Objects;

public sealed class BpfGlobalsTests
{
    [RootFact]
    public void Set_ConstantBeforeLoad_IsSeenByTheProgram()
    {
        using var bpf = TestObject.Load(prepare: bpf =>
        {
            bpf.Globals.Set("wanted_pid", 4711u);
            bpf.Globals.Set("events_per_run", 3u);
        });
        var events = new List<Event>();
        using var ring = new RingBuffer(bpf.Maps["events"], record => events.Add(TestObject.Read<Event>(record)));

        bpf.Programs["emit"].TestRun();
        ring.Consume();

        Assert.Equal([new Event(0, 4711, 0), new Event(1, 4711, 0), new Event(2, 4711, 0)], events);
        Assert.Equal(4711u, bpf.Globals.Get<uint>("wanted_pid"));
    }

    [RootFact]
    public void Set_ConstantAfterLoad_Throws()
    {
        using var bpf = TestObject.Load();

        Assert.Throws<InvalidOperationException>(() => bpf.Globals.Set("wanted_pid", 1u));
    }

    [RootFact]
    public void Get_VariableAfterRuns_IsLive()
    {
        using var bpf = TestObject.Load();

        bpf.Programs["emit"].TestRun();
        var once = bpf.Globals.Get<ulong>("runs");
        bpf.Programs["emit"].TestRun();

        Assert.Equal(1UL, once);
        Assert.Equal(2UL, bpf.Globals.Get<ulong>("runs"));
    }

    [RootFact]
    public void Set_VariableAfterLoad_IsSeenByTheProgram()
    {
        using var bpf = TestObject.Load();

        bpf.Globals.Set("runs", 100UL);
        bpf.Programs["emit"].TestRun();

        Assert.Equal(101UL, bpf.Globals.Get<ulong>("runs"));
    }

    [RootFact]
    public void Get_InitializedStructure_ReadsInitialValue()
    {
        using var bpf = TestObject.Open();

        Assert.Equal(new Event(0, 7, 0), bpf.Globals.Get<Event>("latest"));
    }

    [RootFact]
    public void Get_WrongSizeOrName_Throws()
    {
        using var bpf = TestObject.Open();

        Assert.Throws<ArgumentException>(() => bpf.Globals.Get<uint>("runs"));
        Assert.Throws<KeyNotFoundException>(() => bpf.Globals.Get<uint>("missing"));
    }
}
