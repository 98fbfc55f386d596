using MeshLens.Agent.Options;
using MeshLens.Agent.Tests.Streaming;
using MeshLens.Agent.Watching;

namespace MeshLens.Agent.Tests.Watching;

public sealed class FullTablesTests
{
    private readonly RecordingLogger _log = new();

    [Fact]
    public void Count_WithoutLosses_SaysNothing()
    {
        Create().Count(0, 0);

        Assert.Empty(_log.Told);
    }

    [Fact]
    public void Count_ConnectionsWithoutRoom_NamesTheOptionAndIsToldAgainWhenItGrewTenfold()
    {
        var tables = Create();
        foreach (var lost in (ulong[])[3, 20, 6, 1, 0])
        {
            tables.Count(lost, 0);
        }

        Assert.Equal(
            [
                "The kernel's table of 2048 connection ends has no room: 3 were not watched so far. Give it more with --max-connections, or watch less.",
                "The kernel's table of 2048 connection ends has no room: 30 were not watched so far. Give it more with --max-connections, or watch less.",
            ],
            _log.Told);
    }

    [Fact]
    public void Count_FlowsWithoutRoom_NamesTheirOption()
    {
        Create().Count(0, 1);

        Assert.Contains("1 connection ends were not watched so far. Give it more with --max-flows", Assert.Single(_log.Told), StringComparison.Ordinal);
    }

    private FullTables Create() => new(new() { Connections = 2048, Flows = 256 }, _log);
}
