using MeshLens.Server.Commands;

namespace MeshLens.Server.Tests.Commands;

public sealed class AgentOptionsTests
{
    [Theory]
    [InlineData("run --no-data -- --port 80", "run --no-data", "--port 80")]
    [InlineData("run -- -- x", "run", "-- x")]
    [InlineData("run --no-data", "run --no-data", "")]
    [InlineData("edges -- x", "edges -- x", "")]
    public void Split_CommandLine_PassesOnWhatFollowsTheSeparator(string line, string own, string forAgent)
    {
        var split = AgentOptions.Split(line.Split(' '));

        Assert.Equal(own, string.Join(' ', split.Own));
        Assert.Equal(forAgent, string.Join(' ', split.ForAgent));
    }
}
