using MeshLens.Xds.Streaming;
using MeshLens.Xds.Tests.FakeIstiod;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests.Streaming;

/// <summary>Port 15012: who is let in, and whom we believe.</summary>
public sealed class TlsTests
{
    [Fact]
    public async Task Run_TrustedAuthorityAndToken_ReadsTheMesh()
    {
        using var files = new TestCertificates();
        await using var istiod = await FakeControlPlane.StartAsync(Mesh(), files.Server);
        await using var reader = new RunningReader(Options(istiod, files) with { TokenFile = files.TokenFile });

        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 1);

        Assert.Equal(["Bearer first"], istiod.Mesh.Tokens);
    }

    [Fact]
    public async Task Run_TokenRotatedBetweenStreams_SendsTheNewOne()
    {
        using var files = new TestCertificates();
        await using var istiod = await FakeControlPlane.StartAsync(Mesh(), files.Server);
        await using var reader = new RunningReader(Options(istiod, files) with { TokenFile = files.TokenFile });
        await reader.UntilAsync(_ => reader.Client.Counters.Streams == 1);

        files.RotateToken("second\n");
        istiod.Mesh.CutStreams();
        await reader.UntilAsync(_ => reader.Client.Counters.Streams == 2);

        Assert.Equal(["Bearer first", "Bearer second"], istiod.Mesh.Tokens);
    }

    [Fact]
    public async Task Run_UnknownAuthority_IsNotBelieved()
    {
        using var files = new TestCertificates();
        using var others = new TestCertificates();
        await using var istiod = await FakeControlPlane.StartAsync(Mesh(), files.Server);
        await using var reader = new RunningReader(Options(istiod, others) with { TokenFile = others.TokenFile });

        await reader.UntilAsync(_ => reader.Client.Status.Reason.Length > 0);

        Assert.Empty(istiod.Mesh.Tokens);
        Assert.Equal(ConnectionState.Connecting, reader.Client.Status.State);
    }

    [Fact]
    public async Task Run_CertificateOfAnotherName_IsNotBelieved()
    {
        using var files = new TestCertificates();
        await using var istiod = await FakeControlPlane.StartAsync(Mesh(), files.Client);
        await using var reader = new RunningReader(Options(istiod, files) with { TokenFile = files.TokenFile });

        await reader.UntilAsync(_ => reader.Client.Status.Reason.Length > 0);

        Assert.Empty(istiod.Mesh.Tokens);
    }

    [Fact]
    public async Task Run_ClientCertificateIsAskedFor_ShowsIt()
    {
        using var files = new TestCertificates();
        await using var istiod = await FakeControlPlane.StartAsync(Mesh(), files.Server, files.Client);
        await using var reader = new RunningReader(
            Options(istiod, files) with { ClientCertificateFile = files.ClientCertificateFile, ClientKeyFile = files.ClientKeyFile });

        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 1);
    }

    [Fact]
    public async Task Run_TokenFileIsGone_SaysSoAndComesBackWithIt()
    {
        using var files = new TestCertificates();
        await using var istiod = await FakeControlPlane.StartAsync(Mesh(), files.Server);
        await using var reader = new RunningReader(Options(istiod, files) with { TokenFile = files.TokenFile });
        await reader.UntilAsync(_ => reader.Client.Counters.Streams == 1);
        File.Delete(files.TokenFile);
        istiod.Mesh.CutStreams();
        await reader.UntilAsync(_ => reader.Client.Status.Reason.Contains("token", StringComparison.Ordinal));

        files.RotateToken("back");

        await reader.UntilAsync(_ => reader.Client.Counters.Streams == 2);
    }

    [Theory]
    [InlineData("one\ntwo")]
    [InlineData("schlüssel")]
    [InlineData("")]
    public async Task Run_TokenFileHoldsNoToken_SaysSoAndComesBackWithOne(string content)
    {
        using var files = new TestCertificates();
        await using var istiod = await FakeControlPlane.StartAsync(Mesh(), files.Server);
        files.RotateToken(content);
        await using var reader = new RunningReader(Options(istiod, files) with { TokenFile = files.TokenFile });
        await reader.UntilAsync(_ => reader.Client.Status.Reason.Length > 0);
        var told = reader.Client.Status;

        files.RotateToken("mended\n");
        await reader.UntilAsync(_ => reader.Client.Counters.Streams == 1);

        Assert.StartsWith($"The token file {files.TokenFile} ", told.Reason, StringComparison.Ordinal);
        Assert.Equal(ConnectionState.Connecting, told.State);
        Assert.Equal(["Bearer mended"], istiod.Mesh.Tokens);
    }

    private static ControlPlaneOptions Options(FakeControlPlane istiod, TestCertificates files) => new()
    {
        Addresses = [istiod.Address],
        AuthorityFile = files.AuthorityFile,
        ServerName = TestCertificates.ServerName,
        FirstWait = TimeSpan.FromMilliseconds(10),
        LongestWait = TimeSpan.FromMilliseconds(50),
    };

    private static FakeMesh Mesh()
    {
        var mesh = new FakeMesh();
        mesh.Serve(Clusters, Samples.StaticCluster("a"));
        return mesh;
    }
}
