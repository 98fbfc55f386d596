using System.Collections.Concurrent;
using System.Net;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Between an SDK and the hop: keeps what the SDK sent, unpacked, if the hop took it, and passes on every byte.</summary>
internal sealed class Recorder : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client = new();
    private readonly GrpcChannel _channel;

    private Recorder(WebApplication app, Hop hop)
    {
        _app = app;
        _client.BaseAddress = hop.Http;
        _channel = GrpcChannel.ForAddress(hop.Grpc);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (Grpc, Http) = (new(addresses[0]), new(addresses[1]));
    }

    public Uri Grpc { get; }

    public Uri Http { get; }

    public ConcurrentQueue<byte[]> Sent { get; } = new();

    public static async Task<Recorder> StartAsync(Hop hop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = null; // However slowly a busy machine sends.
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<RawExport>().AddSingleton<IServiceMethodProvider<RawExport>, RawExportMethods>();
        var app = builder.Build();
        Recorder? recorder = null;
        app.MapGrpcService<RawExport>();
        app.MapPost("/v1/traces", (RequestDelegate)(context => recorder!.Pass(context)));
        await app.StartAsync();
        recorder = new(app, hop);
        app.Services.GetRequiredService<RawExport>().Taken = recorder.Pass;
        return recorder;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task Pass(string path, byte[] body, ServerCallContext call)
    {
        var raw = Marshallers.Create(static bytes => bytes, static bytes => bytes);
        var method = new Method<byte[], byte[]>(MethodType.Unary, "opentelemetry.proto.collector.trace.v1.TraceService", "Export", raw, raw);
        var headers = new Metadata();
        if (call.GetHttpContext().Request.Headers["grpc-encoding"] == "gzip")
        {
            headers.Add("grpc-internal-encoding-request", "gzip");
        }

        await _channel.CreateCallInvoker().AsyncUnaryCall(method, null, new(headers, cancellationToken: call.CancellationToken), body);
        Sent.Enqueue(body);
    }

    private async Task Pass(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var content = new ByteArrayContent(body.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        content.Headers.TryAddWithoutValidation("Content-Encoding", context.Request.Headers.ContentEncoding.ToArray());
        using var answer = await _client.PostAsync(new Uri("/v1/traces", UriKind.Relative), content);
        context.Response.StatusCode = (int)answer.StatusCode;
        if (answer.IsSuccessStatusCode)
        {
            Sent.Enqueue(context.Request.Headers.ContentEncoding == "gzip" ? Gzip.Unpack(body.ToArray()) : body.ToArray());
        }

        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body);
    }
}
