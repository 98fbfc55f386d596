namespace LibBpfSharp.Tests.Maps;

public sealed class BpfMapPinTests
{
    private const string FileSystem = "/sys/fs/bpf";

    [RootFact]
    public void OpenPinned_AfterTheObjectIsGone_StillHasTheElements()
    {
        Assert.SkipUnless(File.ReadLines("/proc/mounts").Any(line => line.Contains($" {FileSystem} bpf ", StringComparison.Ordinal)), "No BPF file system is mounted.");
        var path = $"{FileSystem}/libbpfsharp_{Environment.ProcessId}";
        try
        {
            using (var bpf = TestObject.Load())
            {
                bpf.Maps["entries"].View<EntryKey, EntryValue>()[new EntryKey(1, 1)] = new EntryValue(2, 3);
                bpf.Maps["entries"].Pin(path);
            }

            using var map = BpfMap.OpenPinned(path);

            Assert.Equal(new EntryValue(2, 3), map.View<EntryKey, EntryValue>()[new EntryKey(1, 1)]);
            Assert.Equal(1024, map.MaxEntries);
            Assert.Throws<InvalidOperationException>(() => map.MaxEntries = 5);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void OpenPinned_Missing_NamesThePath()
    {
        var thrown = Assert.Throws<BpfException>(() => BpfMap.OpenPinned("/nowhere/map"));

        Assert.Contains("/nowhere/map", thrown.Message, StringComparison.Ordinal);
    }
}
