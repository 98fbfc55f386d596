using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>A backend on loopback, over both transports, that keeps every byte.</summary>
internal sealed class ReceivingBackend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ReceivingBackend(WebApplication app)
    {
        _app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (Grpc, Http) = (new(addresses[0]), new(addresses[1]));
    }

    public Uri Grpc { get; }

    public Uri Http { get; }

    /// <summary>What came, by path.</summary>
    public ConcurrentQueue<ReceivedRequest> Received { get; } = new();

    /// <summary>Answers a request over HTTP; the number counts from one.</summary>
    public Func<int, HttpContext, Task>? Answer { get; set; }

    /// <summary>Fails a request over gRPC; null takes it.</summary>
    public Func<int, RpcException?> Fail { get; set; } = static _ => null;

    /// <summary>Answers before the body is read; null reads it.</summary>
    public Func<HttpContext, Task>? Early { get; set; }

    private int _requests;

    /// <param name="certificate">Its own, when it is encrypted.</param>
    public static async Task<ReceivingBackend> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = null; // However slowly a busy machine sends.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => Listen(listen, HttpProtocols.Http2));
            kestrel.Listen(IPAddress.Loopback, 0, listen => Listen(listen, HttpProtocols.Http1));
        });
        builder.Services.AddGrpc(static grpc => grpc.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton<RawExport>().AddSingleton<IServiceMethodProvider<RawExport>, RawExportMethods>();
        var app = builder.Build();
        ReceivingBackend? backend = null;
        app.Use((context, next) => backend!.Early is { } early ? early(context) : next(context));
        app.UseRouting();
        app.MapGrpcService<RawExport>();
        app.MapPost("/v1/{signal}", (RequestDelegate)(context => backend!.Take(context)));
        await app.StartAsync();
        backend = new(app);
        app.Services.GetRequiredService<RawExport>().Taken = backend.Take;
        return backend;

        void Listen(ListenOptions listen, HttpProtocols protocols)
        {
            listen.Protocols = protocols;
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private Task Take(string path, byte[] body, ServerCallContext call)
    {
        if (Fail(Interlocked.Increment(ref _requests)) is { } failure)
        {
            throw failure;
        }

        var headers = call.GetHttpContext().Request.Headers;
        Received.Enqueue(new(path, "application/grpc", headers["grpc-encoding"] == "gzip", body, headers.ToDictionary(static each => each.Key, static each => each.Value.ToString())));
        return Task.CompletedTask;
    }

    private async Task Take(HttpContext context)
    {
        var isPacked = context.Request.Headers.ContentEncoding == "gzip";
        using var body = new MemoryStream();
        await using var unpacking = isPacked ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        await unpacking.CopyToAsync(body);
        var number = Interlocked.Increment(ref _requests);
        if (Answer is { } answer)
        {
            await answer(number, context);
        }

        if (context.Response.StatusCode == StatusCodes.Status200OK)
        {
            Received.Enqueue(new(
                context.Request.Path, context.Request.ContentType!, isPacked, body.ToArray(),
                context.Request.Headers.ToDictionary(static each => each.Key, static each => each.Value.ToString())));
        }
    }
}
