using Functional.Tests.Rig;

namespace Functional.Tests.Trouble;

/// <summary>An agent that is asked to end tells what it has, and leaves nothing in the kernel.</summary>
public sealed class AgentEndTests : IDisposable
{
    private const string Delivered = "Stopped; (0) batches could not be delivered";

    private readonly TemporaryDirectory _directory = new();

    [RootTheory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Agent_ToldToEnd_SendsTheOpenIntervalAndReleasesItsMaps(string signal)
    {
        var node = "functional-end-" + signal;
        await using var traffic = new Traffic();
        await using var server = await RunningServer.Start(_directory.Endpoints());
        await using var agent = ChildProcess.Start(Programs.Agent, Watch(server, traffic, node));
        await server.Api.Node(node);
        var maps = KernelMaps.Of(agent.Id);
        Assert.NotEmpty(maps);

        await traffic.Goes();
        await ChildProcess.Run("sh", "-c", $"kill -{signal} {agent.Id}");

        Assert.Equal(0, (await agent.End()).ExitCode);
        await agent.ErrorLine(Delivered);
        await Eventually.Holds("the maps' end", () => !maps.Any(KernelMaps.Exists));
        await server.Api.Edge("caller", "callee");
    }

    [RootFact]
    public async Task Agent_WhoseParentWasKilled_SendsTheOpenIntervalAndReleasesItsMaps()
    {
        const string Node = "functional-end-orphan";
        await using var traffic = new Traffic();
        await using var server = await RunningServer.Start(_directory.Endpoints());
        await using var parent = ChildProcess.Start("sh", ["-c", "\"$@\" & wait", "sh", Programs.Agent, .. Watch(server, traffic, Node), "--die-with-parent"]);
        await server.Api.Node(Node);
        var maps = KernelMaps.Of(Assert.Single(AgentProcesses.OfNode(Node), process => process != parent.Id));
        Assert.NotEmpty(maps);

        await traffic.Goes();
        await parent.Kill();

        await parent.ErrorLine(Delivered);
        await Eventually.Holds("the maps' end", () => !maps.Any(KernelMaps.Exists));
        await server.Api.Edge("caller", "callee");
    }

    public void Dispose() => _directory.Dispose();

    // The interval is so long that it has not ended by itself when the agent is told to.
    private static string[] Watch(RunningServer server, Traffic traffic, string node) =>
        ["run", "--server", server.Addresses.Agents.ToString(), "--interval", "10s", "--port", $"{traffic.Port}", "--node", node];
}
