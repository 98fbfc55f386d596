using MeshLens.Agent.Probing;

namespace MeshLens.Agent.Tests.Probing;

public sealed class NodesFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly List<string> _problems = [];

    private List<ProbeNode> Create(string json)
    {
        File.WriteAllText(_path, json);
        return NodesFile.Read(_path, _problems);
    }

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_SoundFile_GivesNodesWithAndWithoutResponder()
    {
        var nodes = Create("""[{"node":"b","address":"10.0.0.2","port":9473},{"node":"c","address":"fd00::3"}]""");

        Assert.Equal([("b", "10.0.0.2", 9473), ("c", "fd00::3", 0)], nodes.Select(static node => (node.Name, node.Address.ToString(), node.Port)));
        Assert.Empty(_problems);
    }

    [Fact]
    public void Read_SeveralMistakes_AreAllSaid()
    {
        Create("""[{"node":"","address":"10.0.0.2"},{"node":"b","address":"ten"},{"node":"c","address":"10.0.0.3","port":70000},{"node":"d","address":"10.0.0.4"},{"node":"d","address":"10.0.0.5"}]""");

        Assert.Equal(4, _problems.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""[{"node":"b","adress":"10.0.0.2"}]""")]
    public void Read_SomethingElse_SaysWhatItShouldBe(string json)
    {
        Assert.Empty(Create(json));
        Assert.Contains("is not a list of nodes", Assert.Single(_problems), StringComparison.Ordinal);
    }
}
