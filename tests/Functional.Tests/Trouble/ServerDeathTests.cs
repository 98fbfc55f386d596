using Functional.Tests.Rig;

namespace Functional.Tests.Trouble;

public sealed class ServerDeathTests
{
    private const string Node = "functional-server-death";

    [RootFact]
    public async Task Server_Killed_LeavesNoAgentAndItsSuccessorRemembers()
    {
        using var directory = new TemporaryDirectory();
        await using var traffic = new Traffic();
        var data = directory.File("data");
        await using (var first = await Start(traffic, directory.Endpoints(), data))
        {
            await first.Api.Edge("caller", "callee");
            await Eventually.Holds("the edge's state on disk", () => Directory.EnumerateFiles(data, "*.state").Any());
            Assert.Single(AgentProcesses.OfNode(Node));

            await first.Process.Kill();

            await Eventually.Holds("the orphaned agent's end", () => AgentProcesses.OfNode(Node).Count == 0);
        }

        await using var second = await Start(traffic, directory.Endpoints(), data);
        var edge = await second.Api.Edge("caller", "callee");
        var diagnosis = await second.Api.Diagnosis(edge.GetProperty("id").GetString()!, "a note on the restart", seen =>
            seen.GetProperty("notes").EnumerateArray().Any(IsRestart));
        Assert.Matches(
            @"baselines and incidents are from \d+ s before, windows that were open then are lost",
            diagnosis.GetProperty("notes").EnumerateArray().First(IsRestart).GetString());

        static bool IsRestart(System.Text.Json.JsonElement note) => note.GetString()!.StartsWith("MeshLens restarted at", StringComparison.Ordinal);
    }

    [RootFact]
    public async Task Server_ToldToStopWhileItIsWatchedAndWatches_StopsInGoodOrder()
    {
        using var directory = new TemporaryDirectory();
        await using var traffic = new Traffic();
        await using var server = await Start(traffic, directory.Endpoints(), directory.File("data"));
        await using var agent = await FakeAgent.Start(server.Agents, "functional-elsewhere");
        await using var reader = await server.Api.Http.GetStreamAsync("/api/v1/stream", TestContext.Current.CancellationToken);
        await server.Api.Node(Node);
        await traffic.Goes();

        var ended = await server.Process.Stop();

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains(ended.ErrorLines, line => line.Contains("Stopped; 0 batches could not be delivered", StringComparison.Ordinal));
        Assert.Empty(AgentProcesses.OfNode(Node));
    }

    private static Task<ServerProcess> Start(Traffic traffic, string endpoints, string data) => ServerProcess.Await(ChildProcess.Start(
        "env",
        [
            "MeshLens__Grains__SaveEvery=00:00:01",
            Programs.Server, "run", "--listen", "127.0.0.1:0", "--agents", "127.0.0.1:0", "--data", data, "--endpoints", endpoints,
            "--", "--port", $"{traffic.Port}", "--node", Node,
        ]));
}
