namespace LibBpfSharp.Tests.Programs;

public sealed class BpfIteratorTests
{
    [RootFact]
    public void ReadAll_AllTasks_IncludesThisProcess()
    {
        using var bpf = TestObject.Load();
        using var iterator = bpf.Programs["tasks"].AttachIterator();

        var tasks = iterator.ReadAll<TaskRecord>();

        Assert.Contains(tasks, task => task.ProcessId == Environment.ProcessId);
        Assert.All(tasks, task => Assert.Equal(0xABCDu, task.Filler));
    }

    [RootFact]
    public void ReadAll_OneProcess_OnlyItsThreads()
    {
        using var bpf = TestObject.Load();
        using var iterator = bpf.Programs["tasks"].AttachIterator(BpfIteratorTarget.Process(Environment.ProcessId));

        var tasks = iterator.ReadAll<TaskRecord>();

        Assert.NotEmpty(tasks);
        Assert.All(tasks, task => Assert.Equal((uint)Environment.ProcessId, task.ProcessId));
    }

    [RootFact]
    public void ReadAll_ManyRecords_AreNeverTorn()
    {
        using var bpf = TestObject.Load();
        var entries = bpf.Maps["entries"].View<EntryKey, EntryValue>();
        for (uint i = 0; i < 1000; i++)
        {
            entries[new EntryKey(i, 0)] = new EntryValue(1, 0);
        }

        using var iterator = bpf.Programs["elements"].AttachIterator(BpfIteratorTarget.Map(bpf.Maps["entries"]));

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (ulong)i), iterator.ReadAll<ulong>().Order());
        Assert.Equal(8000, iterator.Run());
    }

    [RootFact]
    public void ReadAll_RecordSizeThatDoesNotFit_Throws()
    {
        using var bpf = TestObject.Load();
        bpf.Maps["entries"].View<EntryKey, EntryValue>()[default] = default;
        using var iterator = bpf.Programs["elements"].AttachIterator(BpfIteratorTarget.Map(bpf.Maps["entries"]));

        Assert.Throws<BpfException>(iterator.ReadAll<TaskRecord>);
    }

    [RootFact]
    public void AttachIterator_MapWithoutTarget_Throws()
    {
        using var bpf = TestObject.Load();

        Assert.Throws<BpfException>(() => bpf.Programs["elements"].AttachIterator());
    }
}
