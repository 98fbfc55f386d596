using MeshLens.Kubernetes.Access;
using MeshLens.Kubernetes.Api;
using MeshLens.Kubernetes.Tests.FakeApi;
using MeshLens.Xds.Tests.Streaming;

namespace MeshLens.Kubernetes.Tests.Api;

public sealed class TlsTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    [Fact]
    public async Task Get_TheAuthorityIsKnown_IsAnswered()
    {
        await using var server = await FakeApiServer.StartAsync(certificate: _certificates.Server);
        using var connection = new ApiConnection(Access(server) with { Authorities = Secret.InFile(_certificates.AuthorityFile) });

        await using var body = await connection.GetAsync(FakeObjects.Pods, TestContext.Current.CancellationToken);

        Assert.StartsWith("{\"kind\":\"List\"", await new StreamReader(body).ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_TheAuthorityIsAnothers_SendsNothing()
    {
        using var others = new TestCertificates();
        await using var server = await FakeApiServer.StartAsync(certificate: _certificates.Server);
        using var connection = new ApiConnection(Access(server) with { Authorities = Secret.InFile(others.AuthorityFile), Token = Secret.Given("secret") });

        var failure = await Assert.ThrowsAsync<ApiException>(() => connection.GetAsync(FakeObjects.Pods, TestContext.Current.CancellationToken));

        Assert.Equal(ApiFault.Broken, failure.Fault);
        Assert.Empty(server.Cluster.Requests);
    }

    [Fact]
    public async Task Get_TheCertificateIsForAnotherName_SendsNothing()
    {
        await using var server = await FakeApiServer.StartAsync(certificate: _certificates.Server);
        using var connection = new ApiConnection(Access(server) with { Authorities = Secret.InFile(_certificates.AuthorityFile), ServerName = null });

        await Assert.ThrowsAsync<ApiException>(() => connection.GetAsync(FakeObjects.Pods, TestContext.Current.CancellationToken));
        Assert.Empty(server.Cluster.Requests);
    }

    [Fact]
    public void Create_AFileIsNotThere_SaysWhich()
    {
        var failure = Assert.Throws<ApiException>(static () => new ApiConnection(new()
        {
            Name = "k1",
            Server = new("https://127.0.0.1:1"),
            Authorities = Secret.InFile("/nowhere/ca.crt"),
        }));

        Assert.Contains("/nowhere/ca.crt", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _certificates.Dispose();

    private static ClusterAccess Access(FakeApiServer server) => new() { Name = "k1", Server = server.Address, ServerName = TestCertificates.ServerName };
}
