using System.Net;
using System.Net.Http.Headers;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Proto.Collector.Logs.V1;

namespace MeshLens.Otlp.Tests.Rig;

/// <summary>The listeners on free loopback ports: gRPC, then HTTP.</summary>
internal sealed class OtlpServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private OtlpServer(WebApplication app)
    {
        _app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        _channel = GrpcChannel.ForAddress(addresses[0], new() { MaxSendMessageSize = null });
        Client = new(_channel);
        (Grpc, Http) = (new(addresses[0]), new() { BaseAddress = new(addresses[1]) });
    }

    public CollectingReceiver Receiver => _app.Services.GetRequiredService<CollectingReceiver>();

    public OtlpInstruments Instruments => _app.Services.GetRequiredService<OtlpInstruments>();

    public OtlpGate Gate => _app.Services.GetRequiredService<OtlpGate>();

    public LogsService.LogsServiceClient Client { get; }

    public Uri Grpc { get; }

    public HttpClient Http { get; }

    public static async Task<OtlpServer> StartAsync(Action<OtlpOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = null; // However slowly a busy machine sends.
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddOtlp<CollectingReceiver>();
        builder.Services.Configure<OtlpOptions>(options => configure?.Invoke(options));
        var app = builder.Build();
        app.UseOtlpGate(OtlpSignal.Logs);
        app.MapOtlp<CollectingReceiver>();
        await app.StartAsync();
        return new(app);
    }

    public Task<HttpResponseMessage> PostAsync(byte[] body, string contentType, string? encoding = null, CancellationToken cancellationToken = default)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return Http.PostAsync(new Uri("/v1/logs", UriKind.Relative), content, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
