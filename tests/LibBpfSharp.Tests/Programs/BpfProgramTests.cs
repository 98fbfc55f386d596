namespace LibBpfSharp.Tests.Programs;

public sealed class BpfProgramTests
{
    [RootFact]
    public void Properties_OpenedObject_DescribeTheProgram()
    {
        using var bpf = TestObject.Open();

        Assert.Equal("raw_tp/sched_switch", bpf.Programs["emit"].Section);
        Assert.Equal(BpfProgramType.RawTracepoint, bpf.Programs["emit"].Type);
        Assert.Equal(BpfProgramType.SchedClassifier, bpf.Programs["packet_length"].Type);
        Assert.True(bpf.Programs["emit"].AutoLoad);
        Assert.False(bpf.Programs["optional"].AutoLoad);
    }

    [RootFact]
    public void AutoLoad_OptionalProgramChosen_IsLoaded()
    {
        using var without = TestObject.Load();
        using var with = TestObject.Load(prepare: bpf => bpf.Programs["optional"].AutoLoad = true);

        Assert.Throws<InvalidOperationException>(() => without.Programs["optional"].GetStatistics());
        Assert.True(with.Programs["optional"].GetStatistics().Id > 0);
    }

    [RootFact]
    public void TestRun_PacketProgram_ReturnsItsValue()
    {
        using var bpf = TestObject.Load();

        var result = bpf.Programs["packet_length"].TestRun(new byte[60], repeat: 10);

        Assert.Equal(60u, result.ReturnValue);
    }

    [RootFact]
    public void TestRun_OutputBuffer_ReceivesThePacket()
    {
        using var bpf = TestObject.Load();
        var packet = Enumerable.Range(0, 64).Select(i => (byte)i).ToArray();
        var output = new byte[64];

        var result = bpf.Programs["packet_length"].TestRun(packet, output: output);

        Assert.Equal(64, result.OutputBytes);
        Assert.Equal(packet, output);
    }

    [RootFact]
    public void TestRun_TypeThatCannot_ThrowsWithErrno()
    {
        using var bpf = TestObject.Load();

        var thrown = Assert.Throws<BpfException>(() => bpf.Programs["tasks"].TestRun());

        Assert.Equal("test-run tasks", thrown.Operation);
        Assert.NotEqual(0, thrown.Errno);
    }

    [RootFact]
    public void GetStatistics_WhileEnabled_CountsRunsAndTime()
    {
        using var bpf = TestObject.Load();
        using (BpfStats.Enable())
        {
            for (var i = 0; i < 5; i++)
            {
                bpf.Programs["packet_length"].TestRun(new byte[60], repeat: 1);
            }
        }

        var statistics = bpf.Programs["packet_length"].GetStatistics();

        Assert.True(statistics.VerifiedInstructions > 0);
        Assert.True(statistics.InstructionBytes > 0);
        Assert.Equal(statistics.RunCount == 0, statistics.RunTimeNanoseconds == 0);
    }

    [RootFact]
    public void Attach_Link_RunsUntilDisposed()
    {
        using var bpf = TestObject.Load();
        using (BpfStats.Enable())
        {
            using (bpf.Programs["emit"].Attach())
            {
                Assert.True(SpinWait.SpinUntil(() => bpf.Programs["emit"].GetStatistics().RunCount > 0, TimeSpan.FromMinutes(1)));
            }

            // What ran on another processor when the link went may end a moment later.
            Assert.True(SpinWait.SpinUntil(() => Rests(bpf.Programs["emit"]), TimeSpan.FromMinutes(1)));
            Assert.True(bpf.Programs["emit"].GetStatistics().MeanNanoseconds > 0);
        }
    }

    private static bool Rests(BpfProgram program)
    {
        var before = program.GetStatistics().RunCount;
        Thread.Sleep(100); // Nothing is to happen, so there is nothing to wait for but time.
        return program.GetStatistics().RunCount == before;
    }

    [RootFact]
    public void AttachRawTracepoint_UnknownName_Throws()
    {
        using var bpf = TestObject.Load();

        var thrown = Assert.Throws<BpfException>(() => bpf.Programs["emit"].AttachRawTracepoint("no_such_tracepoint"));

        Assert.Equal("ENOENT", thrown.ErrnoName);
    }

    [RootFact]
    public void AttachCgroup_UnifiedRoot_Attaches()
    {
        using var bpf = TestObject.Load();

        using var link = bpf.Programs["allow"].AttachCgroup(Cgroup.UnifiedRoot);

        Assert.False(link.IsInvalid);
    }

    [RootFact]
    public void AttachCgroup_MissingDirectory_NamesThePath()
    {
        using var bpf = TestObject.Load();

        var thrown = Assert.Throws<BpfException>(() => bpf.Programs["allow"].AttachCgroup("/nowhere"));

        Assert.Equal("open /nowhere", thrown.Operation);
        Assert.Equal("ENOENT", thrown.ErrnoName);
    }
}
