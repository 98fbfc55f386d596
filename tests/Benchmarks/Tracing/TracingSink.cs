using System.Buffers;
using System.Diagnostics;
using System.Net;
using MeshLens.Tracing.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace Benchmarks.Tracing;

/// <summary>A backend in a process of its own: counts spans, how long requests were on their way, and of some requests how many spans were told the right edge.</summary>
internal sealed class TracingSink : IDisposable
{
    public const string Verb = "tracing-sink";

    /// <summary>Asked with, it only times from then on.</summary>
    public const string Timing = "timing";

    private const int CheckedOneIn = 20;
    private readonly Lock _gate = new();
    private readonly List<(long Sent, long Arrived)> _requestTimes = [];
    private readonly MachineSpeed _machine = new();
    private long _requests;
    private long _spans;
    private long _known;
    private long _right;
    private long _wrong;
    private bool _isChecking = true;

    /// <summary>Listens on a port of the system's choice until its input ends.</summary>
    public static async Task RunAsync()
    {
        using var sink = new TracingSink();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        await using var app = builder.Build();
        app.MapPost("/v1/traces", (RequestDelegate)sink.TakeAsync);
        app.MapPost("/count", (RequestDelegate)sink.CountAsync);
        await app.StartAsync();
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    public void Dispose() => _machine.Dispose();

    private async Task TakeAsync(HttpContext context)
    {
        var body = ArrayPool<byte>.Shared.Rent((int)context.Request.ContentLength!);
        await context.Request.Body.ReadExactlyAsync(body.AsMemory(0, (int)context.Request.ContentLength));
        var now = Stopwatch.GetTimestamp();
        var (sent, spans) = Walk(body.AsSpan(0, (int)context.Request.ContentLength));
        lock (_gate)
        {
            _spans += spans;
            _requestTimes.Add((sent, now));
            if (_isChecking && _requests++ % CheckedOneIn == 0)
            {
                Check(ExportTraceServiceRequest.Parser.ParseFrom(body, 0, (int)context.Request.ContentLength));
            }
        }

        ArrayPool<byte>.Shared.Return(body);
    }

    // What was counted since the last time. Reading what spans were told takes this process milliseconds, in which it times nothing well.
    private async Task CountAsync(HttpContext context)
    {
        SinkCount count;
        lock (_gate)
        {
            count = new(_spans, _known, _right, _wrong, RequestTimes.Of(_requestTimes, _machine.SlowTimes()));
            (_spans, _known, _right, _wrong) = (0, 0, 0, 0);
            _requestTimes.Clear();
            _isChecking = !context.Request.Query.ContainsKey(Timing);
        }

        await context.Response.WriteAsJsonAsync(count);
    }

    private static (long Sent, int Spans) Walk(ReadOnlySpan<byte> request)
    {
        var (sent, spans) = (0L, 0);
        var fields = new WireCursor(request, 0, request.Length);
        while (fields.Next())
        {
            if (fields.Field == TracingLoad.SentAt)
            {
                sent = (long)fields.Number;
            }
            else
            {
                spans += Count(request, fields, depth: 0);
            }
        }

        return (sent, spans);
    }

    private static int Count(ReadOnlySpan<byte> request, in WireCursor message, int depth)
    {
        var count = 0;
        var fields = new WireCursor(request, message.From, message.To);
        while (fields.Next())
        {
            count += fields.Field != 2 ? 0 : depth == 1 ? 1 : Count(request, fields, depth + 1);
        }

        return count;
    }

    private void Check(ExportTraceServiceRequest request)
    {
        foreach (var span in request.ResourceSpans.SelectMany(static resource => resource.ScopeSpans).SelectMany(static scope => scope.Spans))
        {
            var expected = span.Attributes.FirstOrDefault(static pair => pair.Key == TracingMesh.Expected)?.Value.StringValue;
            var told = span.Attributes.FirstOrDefault(static pair => pair.Key == "meshlens.edge")?.Value.StringValue;
            _known += expected is null ? 0 : 1;
            _right += expected is not null && told == expected ? 1 : 0;
            _wrong += told is not null && told != expected ? 1 : 0;
        }
    }
}
