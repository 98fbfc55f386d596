using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Functional.Tests.Tracing;

/// <summary>A backend over HTTP and gRPC. Its ports are its own from the start; it listens once it is opened, and then behaves as it is told.</summary>
internal sealed class TraceBackend : IAsyncDisposable
{
    private const int GrpcPrefix = 5;
    private static readonly TimeSpan Hesitation = TimeSpan.FromMilliseconds(200);

    private readonly Socket _httpPort = Hold();
    private readonly Socket _grpcPort = Hold();
    private WebApplication? _app;
    private int _attempts;

    public Uri Http => new($"http://{_httpPort.LocalEndPoint}");

    public Uri Grpc => new($"grpc://{_grpcPort.LocalEndPoint}");

    public Mood Mood { get; set; }

    /// <summary>Requests that came, whatever was answered.</summary>
    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>What it answered that it has.</summary>
    public ConcurrentQueue<ResourceSpans> Taken { get; } = new();

    public IEnumerable<Span> Spans => Taken.SelectMany(static resource => resource.ScopeSpans).SelectMany(static scope => scope.Spans);

    public async Task Open(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen((IPEndPoint)_httpPort.LocalEndPoint!, static listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen((IPEndPoint)_grpcPort.LocalEndPoint!, static listen => listen.Protocols = HttpProtocols.Http2);
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync(cancellation);
    }

    /// <summary>Whoever connects is refused from now on.</summary>
    public async Task Close()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
            _app = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        _httpPort.Dispose();
        _grpcPort.Dispose();
    }

    // Bound and not listening: nobody else gets the port, and whoever connects is refused.
    private static Socket Hold()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var isGrpc = context.Request.ContentType == "application/grpc";
        var number = Interlocked.Increment(ref _attempts);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (Mood == Mood.Garbage)
        {
            await Babble(context, number, isGrpc);
            return;
        }

        await Task.Delay(Mood == Mood.Slow ? Hesitation : TimeSpan.Zero);
        var request = ExportTraceServiceRequest.Parser.ParseFrom(Message(body, isGrpc));
        foreach (var spans in request.ResourceSpans)
        {
            Taken.Enqueue(spans);
        }

        await Confirm(context, isGrpc);
    }

    private static byte[] Message(MemoryStream body, bool isGrpc)
    {
        var bytes = body.ToArray();
        return isGrpc ? bytes[GrpcPrefix..(GrpcPrefix + BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(1)))] : bytes;
    }

    private static async Task Babble(HttpContext context, int number, bool isGrpc)
    {
        if (number % 2 == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = isGrpc ? StatusCodes.Status200OK : StatusCodes.Status502BadGateway;
        context.Response.ContentType = "text/html";
        await context.Response.WriteAsync("<html>Who are you?</html>");
    }

    // An empty response: in gRPC a message of no bytes, and its status behind it.
    private static async Task Confirm(HttpContext context, bool isGrpc)
    {
        if (!isGrpc)
        {
            context.Response.ContentType = "application/x-protobuf";
            return;
        }

        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[GrpcPrefix]);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
