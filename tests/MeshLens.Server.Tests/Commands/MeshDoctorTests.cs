using MeshLens.Server.Commands;
using MeshLens.Server.Hosting;
using MeshLens.Server.Listeners;
using Microsoft.Extensions.DependencyInjection;

namespace MeshLens.Server.Tests.Commands;

public sealed class MeshDoctorTests : IAsyncLifetime
{
    private readonly string _token = Path.GetTempFileName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await File.WriteAllTextAsync(_token, "a-token-of-some-length", Token);

    [Fact]
    public async Task Run_NoServer_SaysSoAndWhatToDo()
    {
        using var writer = new StringWriter();

        Assert.False(await MeshDoctor.Run(new() { Server = new("http://127.0.0.1:1") }, writer, Token));

        Assert.Contains("No MeshLens server answers at http://127.0.0.1:1/", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("--server", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ServerThatAsksForItsToken_AnswersWithItAlone()
    {
        await using var server = MeshLensServer.Build(Options(), agentArguments: null);
        await server.StartAsync(Token);
        var api = server.Services.GetRequiredService<BoundAddresses>().Api;
        using var refused = new StringWriter();
        using var answered = new StringWriter();

        var without = await MeshDoctor.Run(new() { Server = api }, refused, Token);
        var with = await MeshDoctor.Run(new() { Server = api, TokenFile = _token }, answered, Token);
        await server.StopAsync(Token);

        Assert.Equal((false, true), (without, with));
        Assert.Contains("--token-file", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("--token-file", answered.ToString(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(_token);
        return ValueTask.CompletedTask;
    }

    private ServerOptions Options() => new()
    {
        Api = new ListenerOptions { Purpose = "web API", Address = "127.0.0.1:0", TokenFile = _token },
        Agents = new ListenerOptions { Purpose = "agent", Address = "127.0.0.1:0" },
    };
}
