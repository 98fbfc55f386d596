using MeshLens.Server.Listeners;
using MeshLens.Server.Supervision;

namespace MeshLens.Server.Tests.Supervision;

public sealed class AgentArgumentsTests
{
    private static readonly ListenerOptions Secured = new()
    {
        Purpose = "agent",
        Address = "0.0.0.0:9471",
        CertificateFile = "/tls/chain.pem",
        KeyFile = "/tls/key.pem",
        TokenFile = "/tls/token",
    };

    private static IEnumerable<string> Create(string address, ListenerOptions? listener = null, params string[] passedOn) =>
        AgentArguments.Build(new Uri(address), listener ?? new() { Purpose = "agent", Address = "127.0.0.1:9471" }, passedOn);

    [Fact]
    public void Build_PlainListener_NamesTheServerAndWhatTheUserGave() => Assert.Equal(
        ["run", "--server", "http://127.0.0.1:9471/", "--die-with-parent", "--port", "80"],
        Create("http://127.0.0.1:9471", null, "--port", "80"));

    [Fact]
    public void Build_ListenerWithTokenAndCertificate_PassesTheirFilesAndNotTheKey() => Assert.Equal(
        ["run", "--server", "https://10.0.0.1:9471/", "--die-with-parent", "--token-file", "/tls/token", "--ca-file", "/tls/chain.pem"],
        Create("https://10.0.0.1:9471", Secured));

    [Fact]
    public void Build_FilesTheUserGave_AreTakenInstead() => Assert.Equal(
        ["run", "--server", "https://10.0.0.1:9471/", "--die-with-parent", "--token-file", "/mine", "--ca-file=/own"],
        Create("https://10.0.0.1:9471", Secured, "--token-file", "/mine", "--ca-file=/own"));

    [Theory]
    [InlineData("https://0.0.0.0:9471", "https://127.0.0.1:9471/")]
    [InlineData("https://[::]:9471", "https://[::1]:9471/")]
    public void Build_ListenerOnEveryAddress_CallsLoopback(string listens, string called) =>
        Assert.Equal(called, Create(listens).ElementAt(2));
}
