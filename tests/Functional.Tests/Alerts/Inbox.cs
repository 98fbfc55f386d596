using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Functional.Tests.Alerts;

/// <summary>Gets notifications, as a chat or a pager would.</summary>
internal sealed class Inbox : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Inbox(WebApplication app) => _app = app;

    public ConcurrentQueue<JsonElement> Got { get; } = [];

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<Inbox> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var inbox = new Inbox(builder.Build());
        inbox._app.MapPost("/", (JsonElement body) => inbox.Got.Enqueue(body));
        await inbox._app.StartAsync();
        return inbox;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
