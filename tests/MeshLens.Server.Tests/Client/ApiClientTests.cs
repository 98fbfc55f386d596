using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MeshLens.Api;
using MeshLens.Server.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshLens.Server.Tests.Client;

public sealed class ApiClientTests : IAsyncLifetime
{
    private readonly TestAuthority _authority = new();
    private (string Certificate, string Key) _own;
    private WebApplication? _server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Uri Address => new(_server!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public async ValueTask InitializeAsync()
    {
        _own = _authority.Issue("meshlens.example");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.UseHttps(X509Certificate2.CreateFromPemFile(_own.Certificate, _own.Key))));
        _server = builder.Build();
        _server.MapGet("/", () => Results.Text("hello"));
        await _server.StartAsync(Token);
    }

    [Fact]
    public async Task Get_ServerWithItsOwnCertificateInTheFile_IsTrusted()
    {
        using var api = new ApiClient(Address, null, _own.Certificate);

        Assert.Equal("hello", Encoding.UTF8.GetString(await api.GetBytes("/", Token)));
    }

    [Fact]
    public async Task Get_ServerNobodyVouchesFor_NamesTheOption()
    {
        using var api = new ApiClient(Address, null, null);

        var fault = await Assert.ThrowsAsync<ApiException>(() => api.GetBytes("/", Token));

        Assert.Contains("--ca-file", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_TlsServerAskedInTheClear_SaysHowToAsk()
    {
        using var api = new ApiClient(new Uri($"http://{Address.Authority}"), null, null);

        var fault = await Assert.ThrowsAsync<ApiException>(() => api.GetBytes("/", Token));

        Assert.Contains($"https://{Address.Authority}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_CaFileForAServerWithoutTls_IsRefused() =>
        Assert.Contains("--ca-file", Assert.Throws<ApiException>(() => new ApiClient(new Uri("http://127.0.0.1:1"), null, _own.Certificate)).Message, StringComparison.Ordinal);

    [Fact]
    public void Create_CaFileWithoutCertificate_IsRefused() =>
        Assert.Contains("holds no certificate", Assert.Throws<ApiException>(() => new ApiClient(Address, null, "/etc/passwd")).Message, StringComparison.Ordinal);

    [Fact]
    public void Create_TokenFileThatIsADirectory_IsRefusedInASentence() =>
        Assert.Contains("it is a directory", Assert.Throws<ApiException>(() => new ApiClient(Address, "/tmp", null)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_AnswerOfAnotherProgram_SaysSo()
    {
        using var api = new ApiClient(Address, null, null);

        Assert.Throws<ApiException>(() => api.Read("hello"u8.ToArray(), ApiJson.Default.EdgePage));
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _authority.Dispose();
    }
}
