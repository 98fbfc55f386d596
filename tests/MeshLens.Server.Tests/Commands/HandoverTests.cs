using MeshLens.Server.Commands;

namespace MeshLens.Server.Tests.Commands;

public sealed class HandoverTests
{
    [Fact]
    public void Of_Agent_PassesOnTheRest() => Assert.Equal(["run", "--help"], Handover.Of(["agent", "run", "--help"])!);

    [Theory]
    [InlineData("connects")]
    [InlineData("doctor")]
    public void Of_AgentsOwnCommand_PassesOnEverything(string command) =>
        Assert.Equal([command, "-o", "json"], Handover.Of([command, "-o", "json"])!);

    [Theory]
    [InlineData("run")]
    [InlineData("edges")]
    [InlineData("--help")]
    public void Of_OwnCommand_IsNoHandover(string command) => Assert.Null(Handover.Of([command]));

    [Theory]
    [InlineData("agent", "meshlens agent")]
    [InlineData("doctor", "meshlens")]
    public void CalledAs_ForTheAgentsHelp_IsWhatTheUserWrote(string command, string expected) =>
        Assert.Equal(expected, Handover.CalledAs([command, "--help"]));

    [Fact]
    public void Of_Nothing_IsNoHandover() => Assert.Null(Handover.Of([]));
}
