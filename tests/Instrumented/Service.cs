using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Instrumented;

/// <summary>
/// A small web service with OpenTelemetry's SDK, as an application has it. It says at which port it listens, is told in a line whom to call
/// (addresses and ports), and calls until its input ends.
/// </summary>
internal sealed class Service(Settings settings)
{
    public async Task RunAsync()
    {
        var connections = new Connections();
        using var tracing = Tracing.Start(settings, connections);
        await using var app = Build();
        await app.StartAsync();
        Console.WriteLine($"listening {new Uri(app.Urls.Single()).Port}");
        var callees = (await Console.In.ReadLineAsync() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPEndPoint.Parse).ToList();
        using var stop = new CancellationTokenSource();
        var calls = Task.WhenAll(callees.Select(callee => new Calls(settings, callee, connections).RunAsync(stop.Token)));
        await Console.In.ReadToEndAsync();
        await stop.CancelAsync();
        await calls;
        await app.StopAsync();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(settings.Address, 0));
        var app = builder.Build();
        app.Run(context =>
        {
            Tell(Activity.Current!, context);
            return context.Response.WriteAsync("ok");
        });
        return app;
    }

    private void Tell(Activity span, HttpContext context)
    {
        var (local, peer) = (
            new IPEndPoint(context.Connection.LocalIpAddress!.MapToIPv4(), context.Connection.LocalPort),
            new IPEndPoint(context.Connection.RemoteIpAddress!.MapToIPv4(), context.Connection.RemotePort));
        span.SetTag("server.address", settings.Telling == Telling.Addresses ? $"{local.Address}" : settings.Name).SetTag("server.port", local.Port);
        span.SetTag(settings.Telling == Telling.Names ? "client.address" : "network.peer.address", $"{peer.Address}");
        if (settings.Telling == Telling.Connections)
        {
            span.SetTag("network.peer.port", peer.Port).SetTag("network.local.address", $"{local.Address}").SetTag("network.local.port", local.Port);
        }

        Expectation.Set(span, peer, local);
    }
}
