using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using MeshLens.Agent.Options;
using MeshLens.Agent.Streaming;

namespace MeshLens.Agent.Tests.Streaming;

public sealed class ServerTrustTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _stranger = new();

    [Fact]
    public async Task Report_ToAServerWhoseAuthorityIsInTheFile_IsWelcome() =>
        Assert.Null(await TroubleWith(_authority.Issue("127.0.0.1"), _authority.AuthorityFile));

    [Fact]
    public async Task Report_ToAServerWhoseOwnCertificateIsInTheFile_IsWelcomeUnderAnyName()
    {
        var certificate = _authority.Issue("meshlens.example");

        Assert.Null(await TroubleWith(certificate, certificate.Certificate));
    }

    [Fact]
    public async Task Report_ToAServerOfAnotherAuthority_NamesTheOption() =>
        Assert.Contains("--ca-file", await TroubleWith(_authority.Issue("127.0.0.1"), _stranger.AuthorityFile), StringComparison.Ordinal);

    [Fact]
    public async Task Report_ToAServerOfAnotherName_NamesTheOption() =>
        Assert.Contains("--ca-file", await TroubleWith(_authority.Issue("meshlens.example"), _authority.AuthorityFile), StringComparison.Ordinal);

    [Fact]
    public async Task Report_WithoutAFile_TrustsNoMoreThanTheSystemDoes() =>
        Assert.Contains("its certificate is not trusted", await TroubleWith(_authority.Issue("127.0.0.1"), file: null), StringComparison.Ordinal);

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
    }

    // Null when the server was reached.
    private static async Task<string?> TroubleWith((string Certificate, string Key) shown, string? file)
    {
        using var certificate = X509Certificate2.CreateFromPemFile(shown.Certificate, shown.Key);
        await using var server = await FakeServer.StartAsync(certificate: certificate);
        var options = new AgentOptions { Server = ServerAddress.Parse(server.Url, out _)!, AuthorityFile = file };
        using var channel = new ServerChannel(options);
        using var queue = new BatchQueue(1 << 20, new());
        using var session = new ReportSession(queue, new(), TimeProvider.System);
        using var call = channel.Report(TestContext.Current.CancellationToken);
        try
        {
            await session.OpenAsync(call, new() { ProtocolVersion = 1, Node = "n" }, TestContext.Current.CancellationToken);
            return null;
        }
        catch (RpcException broken)
        {
            return ReportTrouble.Explain(broken, options);
        }
    }
}
