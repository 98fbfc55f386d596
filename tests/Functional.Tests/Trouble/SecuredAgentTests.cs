using Functional.Tests.Rig;

namespace Functional.Tests.Trouble;

/// <summary>A server whose agents' port asks for TLS and a token: its own agent comes in without being told.</summary>
public sealed class SecuredAgentTests
{
    private const string Node = "functional-secured";

    [RootFact]
    public async Task SupervisedAgent_OfAServerWithTlsAndToken_ReportsAndShowsNoSecret()
    {
        using var directory = new TemporaryDirectory();
        using var authority = new TestAuthority();
        await using var traffic = new Traffic();
        var token = directory.File("token", "open-sesame");

        await using var server = await RunningServer.Start(
            agent: ["--port", $"{traffic.Port}", "--node", Node], token: token, tls: authority.Issue("meshlens.example"));
        server.Api.Http.DefaultRequestHeaders.Authorization = new("Bearer", "open-sesame");

        var node = await server.Api.Node(Node);
        Assert.True(node.GetProperty("connected").GetBoolean());
        var agent = Assert.Single(AgentProcesses.OfNode(Node));
        var shown = await File.ReadAllTextAsync($"/proc/{agent}/cmdline", TestContext.Current.CancellationToken)
            + await File.ReadAllTextAsync($"/proc/{agent}/environ", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("open-sesame", shown, StringComparison.Ordinal);
    }
}
