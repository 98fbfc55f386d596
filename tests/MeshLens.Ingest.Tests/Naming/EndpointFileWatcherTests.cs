using MeshLens.Core.Edges;
using MeshLens.Ingest.Tests.Rig;
using Microsoft.Extensions.Logging;

namespace MeshLens.Ingest.Tests.Naming;

public sealed class EndpointFileWatcherTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public async Task Look_FileChanges_FlowsAreNamedAnew()
    {
        using var rig = Create();
        Write("old");
        Assert.True(rig.FileWatcher.Look());
        Assert.False(rig.FileWatcher.Look());
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "10.0.0.1", "10.0.0.2", 80, "curl");
        agent.Define(flow);
        agent.SendTurns(flow);

        Write("new");
        Assert.True(rig.FileWatcher.Look());
        agent.SendTurns(flow);

        var deltas = await rig.FlushAsync();
        Assert.Equal(1UL, deltas.At("curl -> old:80", End.Client).Samples());
        Assert.Equal(1UL, deltas.At("curl -> new:80", End.Client).Samples());
    }

    [Fact]
    public void Look_WrongFile_LeavesTheLastGoodOneAndSaysWhy()
    {
        using var rig = Create();
        Write("good");
        rig.FileWatcher.Look();

        File.WriteAllText(_path, """{"endpoints":[{"address":"x","name":""}]}""");
        Assert.False(rig.FileWatcher.Look());
        Assert.False(rig.FileWatcher.Look());

        var error = Assert.Single(rig.Log.Entries, entry => entry.Level == LogLevel.Error).Text;
        Assert.Contains("has 2 errors", error, StringComparison.Ordinal);
        Assert.Contains("endpoints[0].address", error, StringComparison.Ordinal);
        Assert.Contains("endpoints[0].name", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_FileIsGone_IsToldOnce()
    {
        using var rig = Create();
        File.Delete(_path);

        rig.FileWatcher.Look();
        rig.FileWatcher.Look();

        Assert.Single(rig.Log.Entries, entry => entry.Level == LogLevel.Error);
    }

    public void Dispose() => File.Delete(_path);

    private void Write(string name) =>
        File.WriteAllText(_path, $$"""{"endpoints":[{"address":"10.0.0.2","name":"{{name}}"}]}""");

    private IngestRig Create() => IngestRig.Create(options => options.EndpointFile = _path);
}
