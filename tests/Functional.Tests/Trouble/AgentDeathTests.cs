using System.Diagnostics;
using Functional.Tests.Rig;

namespace Functional.Tests.Trouble;

public sealed class AgentDeathTests
{
    private const string Node = "functional-agent-death";

    [RootFact]
    public async Task Agent_Killed_IsStartedAgainAndTheEdgeGoesOn()
    {
        using var directory = new TemporaryDirectory();
        await using var traffic = new Traffic();
        await using var server = await RunningServer.Start(directory.Endpoints(), ["--port", $"{traffic.Port}", "--node", Node]);
        var before = await server.Api.Edge("caller", "callee");
        var first = await server.Api.Node(Node);

        Kill(Assert.Single(AgentProcesses.OfNode(Node)));

        var second = await server.Api.Node(Node, seen =>
            seen.GetProperty("connected").GetBoolean() && seen.GetProperty("agentId").GetString() != first.GetProperty("agentId").GetString());
        Assert.True(second.GetProperty("since").GetDateTimeOffset() > first.GetProperty("since").GetDateTimeOffset());
        var after = await server.Api.Edge("caller", "callee", seen =>
            seen.GetProperty("requests").GetUInt64() > 0
            && seen.GetProperty("windowEnd").GetDateTimeOffset() > second.GetProperty("since").GetDateTimeOffset());
        Assert.InRange(after.GetProperty("window").GetInt64() - before.GetProperty("window").GetInt64(), 1, long.MaxValue);
        Assert.Single(AgentProcesses.OfNode(Node));
    }

    [RootFact]
    public async Task Run_AgentThatCannotStart_EndsAndSaysWhy()
    {
        using var directory = new TemporaryDirectory();
        var noProgram = directory.File("meshlens-agent", "This is no program.");
        await using var run = ChildProcess.Start(
            "env", [$"MESHLENS_AGENT={noProgram}", Programs.Server, "run", "--listen", "127.0.0.1:0", "--agents", "127.0.0.1:0", "--no-data"]);

        var ended = await run.End();

        Assert.Equal(2, ended.ExitCode);
        Assert.Single(ended.ErrorLines, line => line.Contains("cannot be started", StringComparison.Ordinal));
    }

    private static void Kill(int pid)
    {
        using var agent = Process.GetProcessById(pid);
        agent.Kill();
    }
}
