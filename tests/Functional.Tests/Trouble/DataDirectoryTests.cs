using Functional.Tests.Rig;

namespace Functional.Tests.Trouble;

/// <summary>A disk that is in trouble costs what would be remembered over a restart, and nothing else.</summary>
/// <remarks>The disks are small tmpfs of a mount namespace that ends with the server.</remarks>
public sealed class DataDirectoryTests
{
    [RootFact]
    public Task Server_ReadOnlyDirectory_GoesOnInMemoryAndSaysSo() => GoesOn("mount -t tmpfs -o ro none \"$0\"");

    [RootFact]
    public Task Server_FullDisk_GoesOnInMemoryAndSaysSo() =>
        GoesOn("mount -t tmpfs -o size=64k none \"$0\" && { cat /dev/zero >\"$0/filler\" 2>/dev/null; true; }");

    private static async Task GoesOn(string mount)
    {
        using var directory = new TemporaryDirectory();
        await using var server = await ServerProcess.Await(ChildProcess.Start(
            "env",
            [
                "MeshLens__Grains__SaveEvery=00:00:01",
                "unshare", "--mount", "sh", "-c", mount + " && exec \"$@\"", directory.Path,
                Programs.Server, "server", "--listen", "127.0.0.1:0", "--agents", "127.0.0.1:0", "--data", directory.Path,
            ]));
        await using var agent = await FakeAgent.Start(server.Agents, "functional-disk");

        // A window that is over already closes at once, and its edge is saved.
        await agent.ReportTurns(ageMs: 30_000);

        await server.Process.ErrorLine("Edge state cannot be saved .* (live in memory only and a restart loses them)");
        await server.Api.Edge(Traffic.Caller, Traffic.Callee);
        Assert.DoesNotContain("fail:", server.Process.Errors, StringComparison.Ordinal);
    }
}
