namespace LibBpfSharp.Tests;

public sealed class LeakTests
{
    private const int Rounds = 200;

    [RootFact]
    public void Everything_OpenedAndDisposed200Times_LeavesNoDescriptorAndNoMapping()
    {
        UseEverything();
        var (descriptors, mappings) = (Descriptors(), Mappings());

        for (var i = 0; i < Rounds; i++)
        {
            UseEverything();
        }

        Assert.Equal(descriptors, Descriptors());
        Assert.Equal(mappings, Mappings());
    }

    [RootFact]
    public void Failures_200Times_LeaveNoDescriptor()
    {
        FailEverything();
        var descriptors = Descriptors();

        for (var i = 0; i < Rounds; i++)
        {
            FailEverything();
        }

        Assert.Equal(descriptors, Descriptors());
    }

    private static void UseEverything()
    {
        using var bpf = TestObject.Load();
        using var statistics = BpfStats.Enable();
        using var link = bpf.Programs["emit"].Attach();
        using var cgroup = bpf.Programs["allow"].AttachCgroup(Cgroup.UnifiedRoot);
        using var iterator = bpf.Programs["tasks"].AttachIterator(BpfIteratorTarget.Process(Environment.ProcessId));
        Assert.NotEmpty(iterator.ReadAll<TaskRecord>());
        using var memory = bpf.Maps[".bss"].MapMemory();
        bpf.Globals.Set("lost", 0UL);
        using var ring = new RingBuffer(bpf.Maps["events"], _ => { });
        ring.Start();
    }

    private static void FailEverything()
    {
        Assert.Throws<BpfException>(() => TestObject.Load("refused"));
        using var bpf = TestObject.Load();
        Assert.Throws<BpfException>(() => bpf.Programs["elements"].AttachIterator());
        Assert.Throws<BpfException>(() => new RingBuffer(bpf.Maps["entries"], _ => { }));
        Assert.Throws<BpfException>(() => bpf.Maps["entries"].MapMemory());
    }

    private static int Descriptors() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    private static int Mappings() => File.ReadLines("/proc/self/maps").Count(line => line.Contains("bpf", StringComparison.Ordinal) && !line.Contains(".so", StringComparison.Ordinal) && !line.Contains(".dll", StringComparison.Ordinal));
}
