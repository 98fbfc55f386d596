using Functional.Tests.Rig;

namespace Functional.Tests.Spine;

/// <summary>The agent compiled ahead of time has no code that was made or found at run time: what it does is asked of itself.</summary>
public sealed class ReleasedAgentTests
{
    [RootFact]
    public async Task Run_WithTheReleasedAgent_SeesTheEdgeAndItsRequests()
    {
        using var directory = new TemporaryDirectory();
        await using var traffic = new Traffic();
        await using var server = await ServerProcess.Await(ChildProcess.Start(
            "env", $"MESHLENS_AGENT={Programs.ReleasedAgent}", Programs.Server,
            "run", "--listen", "127.0.0.1:0", "--agents", "127.0.0.1:0", "--no-data", "--endpoints", directory.Endpoints(), "--", "--port", $"{traffic.Port}"));

        await server.Api.Edge("caller", "callee", static edge => edge.GetProperty("requests").GetUInt64() > 0);

        Assert.Equal(0, (await server.Process.Stop()).ExitCode);
    }
}
