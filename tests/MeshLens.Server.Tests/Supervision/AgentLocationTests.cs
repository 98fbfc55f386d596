using MeshLens.Server.Supervision;

namespace MeshLens.Server.Tests.Supervision;

public sealed class AgentLocationTests
{
    [Fact]
    public void Missing_Sentence_NamesTheRemedy() => Assert.Contains("make build", AgentLocation.Missing, StringComparison.Ordinal);
}
