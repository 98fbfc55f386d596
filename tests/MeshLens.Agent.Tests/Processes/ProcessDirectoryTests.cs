using MeshLens.Agent.Processes;
using MeshLens.Agent.Tests.Host;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Agent.Tests.Processes;

public sealed class ProcessDirectoryTests
{
    private readonly FakeHostFiles _files = new();
    private readonly FakeTimeProvider _time = new();

    private ProcessDirectory Create(int capacity = 100) => new(_files, _time, capacity);

    private void Live(int process, string name, int start) => _files
        .With($"/proc/{process}/stat", $"{process} ({name}) S 1 1 1 0 -1 4194560 2070 0 0 0 2 4 0 0 20 0 7 0 {start} 27 22")
        .With($"/proc/{process}/cgroup", $"0::/docker/{new string('a', 64)}\n")
        .WithLink($"/proc/{process}/exe", $"/usr/bin/{name}");

    [Fact]
    public void Find_LivingProcess_SaysWhoItIs()
    {
        Live(7, "nginx", 500);

        var found = Create().Find(7);

        Assert.Equal((7, 500ul, "nginx", "/usr/bin/nginx"), (found.ProcessId, found.StartTicks, found.Name, found.Executable));
        Assert.Equal(new string('a', 64), found.Container.ContainerId);
    }

    [Fact]
    public void Find_AgainAtOnce_ReadsNothing()
    {
        Live(7, "nginx", 500);
        var directory = Create();
        directory.Find(7);
        var reads = _files.Reads;

        directory.Find(7);

        Assert.Equal(reads, _files.Reads);
    }

    [Fact]
    public void Find_UnchangedLater_ReadsOnlyItsStartAndKeepsTheObject()
    {
        Live(7, "nginx", 500);
        var directory = Create();
        var before = directory.Find(7);
        _time.Advance(TimeSpan.FromSeconds(5));
        var reads = _files.Reads;

        Assert.Same(before, directory.Find(7));
        Assert.Equal(reads + 1, _files.Reads);
    }

    [Fact]
    public void Find_IdReused_SaysWhoHasItNow()
    {
        Live(7, "nginx", 500);
        var directory = Create();
        directory.Find(7);
        Live(7, "redis", 900);
        _time.Advance(TimeSpan.FromSeconds(2));

        var found = directory.Find(7);

        Assert.Equal(("redis", 900ul), (found.Name, found.StartTicks));
    }

    [Fact]
    public void Find_ExecGaveANewName_SaysTheNewOne()
    {
        Live(7, "sh", 500);
        var directory = Create();
        directory.Find(7);
        Live(7, "java", 500);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("/usr/bin/java", directory.Find(7).Executable);
    }

    [Fact]
    public void Find_VanishedSince_KeepsWhatWasKnown()
    {
        Live(7, "curl", 500);
        var directory = Create();
        directory.Find(7);
        _files.Without("/proc/7/");
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("/usr/bin/curl", directory.Find(7).Executable);
    }

    [Fact]
    public void Find_IdReusedByOneThatVanishedToo_HasTheNameOfTheEvent()
    {
        Live(7, "curl", 500);
        var directory = Create();
        directory.Find(7, "curl");
        _files.Without("/proc/7/");

        Assert.Equal(ProcessIdentity.Gone(7, "wget"), directory.Find(7, "wget"));
    }

    [Fact]
    public void Find_NeverSeenAlive_HasTheNameOfTheEvent()
    {
        var found = Create().Find(7, "curl");

        Assert.Equal(ProcessIdentity.Gone(7, "curl"), found);
    }

    [Fact]
    public void Find_MoreThanFit_ForgetsTheOldestAndCounts()
    {
        var directory = Create(capacity: 10);
        for (var process = 1; process <= 25; process++)
        {
            Live(process, "p", process);
            directory.Find(process);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(directory.Forgotten, 15, 24);
        var reads = _files.Reads;
        directory.Find(25);
        Assert.Equal(reads, _files.Reads);
    }
}
