using System.Globalization;
using System.Text;
using CsCheck;
using MeshLens.Agent.Host;
using MeshLens.Agent.Processes;

namespace MeshLens.Agent.Tests.Processes;

public sealed class ProcessStatTests
{
    private static ProcessStat? Create(string text) =>
        ProcessStat.TryParse(Encoding.UTF8.GetBytes(text), out var stat) ? stat : null;

    private static string Line(string name) =>
        $"1234 ({name}) S 77 1234 1234 0 -1 4194560 2070 0 0 0 2 4 0 0 20 0 7 0 68217 270000128 2200 18446744073709551615\n";

    [Theory]
    [InlineData("nginx")]
    [InlineData("tmux: server")]
    [InlineData("my (odd) name")]
    [InlineData(") S 1 (")]
    public void TryParse_AnyName_FindsNameParentAndStart(string name)
    {
        Assert.Equal(new ProcessStat(name, 77, 68217), Create(Line(name)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234")]
    [InlineData("1234 (cut")]
    [InlineData("1234 (cut) S 77 1234")]
    [InlineData(")(")]
    public void TryParse_Cut_SaysNo(string text) => Assert.Null(Create(text));

    [Fact]
    public void TryParse_Garbage_NeverThrows() =>
        Gen.Byte.Array[0, 200].Sample(bytes => { ProcessStat.TryParse(bytes, out _); });

    [Fact]
    public void TryParse_AnyPrefixOfALine_NeverFindsAnotherProcess() =>
        Gen.Int[0, Line("x").Length].Sample(length =>
            Create(Line("x")[..length]) is not { } stat || (stat.Name == "x" && stat.ParentId == 77));

    [Fact]
    public void TryParse_ThisProcess_AgreesWithTheUptime()
    {
        Span<byte> text = stackalloc byte[1024];
        var length = new HostFiles().Read("/proc/self/stat", text);

        Assert.True(ProcessStat.TryParse(text[..length], out var stat));
        // Both count from the boot, with the time that the machine was suspended.
        var uptime = double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.InRange(uptime - (stat.StartTicks / 100.0), 0, 3600);
    }
}
