using System.Net.Http.Json;
using Benchmarks.AccessLogs;
using MeshLens.Grains.Catalog;
using MeshLens.Server.Hosting;
using MeshLens.Tracing;
using MeshLens.Tracing.Edges;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Tracing;

/// <summary>Spans through the whole server to a backend: how many a core annotates and forwards, how long they take, and whether all arrive with the right edge.</summary>
internal sealed class TracingBenchmark : IBenchmark
{
    private const long WarmUp = 1_500_000;
    private const double MeasuredCoreSeconds = 12;
    private const int PacedSpansPerSecond = 75_000;
    private static readonly TimeSpan Paced = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(3);

    public string Name => "tracing";

    public async Task RunAsync(BenchReport report)
    {
        using var sink = LoadProcess.Start(TracingSink.Verb);
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{await sink.PortAsync()}") };
        var endpoints = TracingMesh.EndpointsFile();
        await using var app = await StartAsync(client.BaseAddress, endpoints);
        var hop = app.Services.GetRequiredService<BoundAddresses>().Proxies.Single();
        await ThroughputAsync(report, app, client, hop);
        await LatencyAsync(report, client, hop);
        await app.StopAsync();
        File.Delete(endpoints);
    }

    private static async Task ThroughputAsync(BenchReport report, WebApplication app, HttpClient client, Uri hop)
    {
        var counts = app.Services.GetRequiredService<TracingInstruments>();
        double seconds;
        long spans;
        using (LoadProcess.Start(TracingLoad.Verb, hop.AbsoluteUri, "0"))
        {
            await UntilAsync(() => Task.FromResult(counts.Spans(TracingCount.Delivered) >= WarmUp));
            (spans, seconds) = (counts.Spans(TracingCount.Delivered), ProcessorTime.Seconds());
            await UntilAsync(() => Task.FromResult(ProcessorTime.Seconds() - seconds >= MeasuredCoreSeconds));
            (spans, seconds) = (counts.Spans(TracingCount.Delivered) - spans, ProcessorTime.Seconds() - seconds);
        }

        await UntilAsync(() => Task.FromResult(counts.Spans(TracingCount.Delivered) == counts.Spans(TracingCount.Accepted)));
        var count = await AskAsync(client);
        report.Add(
            "tracing.spans_per_core_second", spans / seconds, "1/core-s",
            $"spans of eight shapes, six of eight crossing an edge that is known, {TracingMesh.SpansPerRequest} a request, OTLP/HTTP in protobuf unpacked, from one process to another " +
            $"through the whole server with 1,000 edges; per second of its user+sys time: {spans:N0} in {seconds:0.0} core-s; " +
            $"told their edge, of {count.Known:N0} looked at whose edge is known: {count.Right:N0}, a wrong one: {count.Wrong}");
        var lost = counts.Spans(TracingCount.Accepted) - count.Spans;
        report.Add("tracing.lost_spans", lost, "spans", $"accepted less arrived at the backend, of {counts.Spans(TracingCount.Accepted):N0}");
        if (lost != 0 || count.Wrong != 0)
        {
            throw new InvalidOperationException("Spans were lost, came twice, or were told an edge that they did not cross.");
        }
    }

    private static async Task LatencyAsync(BenchReport report, HttpClient client, Uri hop)
    {
        var direct = (await PacedAsync(client, client.BaseAddress!)).Times;
        var through = (await PacedAsync(client, hop)).Times;
        report.Add(
            "tracing.added_latency_p99_ms", Math.Round(through.P99Ms - direct.P99Ms, 2), "ms",
            $"p99 from when a request was sent, or was due while its sender still waited, to its last byte at the backend, less the same without the server between, at {PacedSpansPerSecond:N0} spans/s, " +
            $"of requests that were under way while the machine ran at its usual speed, by the processor time of a fixed bit of arithmetic: not {through.Slowed} of {through.Requests} through, {direct.Slowed} of {direct.Requests} direct; " +
            $"through p50 {through.P50Ms:0.00}, p99 {through.P99Ms:0.00}; direct p50 {direct.P50Ms:0.00}, p99 {direct.P99Ms:0.00}");
        report.Add(
            "tracing.added_latency_p99_all_ms", Math.Round(through.AllP99Ms - direct.AllP99Ms, 2), "ms",
            $"the same of all requests, also while the machine ran at less than a quarter of its speed: through p99 {through.AllP99Ms:0.00}, direct {direct.AllP99Ms:0.00}");
    }

    private static async Task<SinkCount> PacedAsync(HttpClient client, Uri to)
    {
        using var load = LoadProcess.Start(TracingLoad.Verb, to.AbsoluteUri, $"{PacedSpansPerSecond / TracingMesh.SpansPerRequest}");
        await AskAsync(client, $"?{TracingSink.Timing}");
        await Task.Delay(Paced / 4);
        await AskAsync(client, $"?{TracingSink.Timing}");
        await Task.Delay(Paced);
        return await AskAsync(client);
    }

    private static async Task<WebApplication> StartAsync(Uri backend, string endpoints)
    {
        var app = MeshLensServer.Build(
            new()
            {
                Api = new() { Purpose = "web API", Address = "127.0.0.1:0" },
                Agents = new() { Purpose = "agent", Address = "127.0.0.1:0" },
                OtlpHttp = new() { Purpose = "OTLP/HTTP", Address = "127.0.0.1:0", Paths = TracingPaths.Http },
                EndpointsFile = endpoints,
                Backend = new() { Addresses = [backend.AbsoluteUri] },
                PublicUrl = "https://meshlens.example",
            },
            agentArguments: null);
        await app.StartAsync();
        var edges = TracingMesh.Edges(DateTimeOffset.UtcNow).ToList();
        await app.Services.GetRequiredService<IGrainFactory>().GetGrain<ICatalogGrain>(0).Publish(edges, []);
        var directory = app.Services.GetRequiredService<EdgeDirectory>();
        await UntilAsync(() => Task.FromResult(directory.Index.Count == edges.Count));
        return app;
    }

    private static async Task<SinkCount> AskAsync(HttpClient client, string query = "")
    {
        using var answer = await client.PostAsync(new Uri($"/count{query}", UriKind.Relative), null);
        return (await answer.Content.ReadFromJsonAsync<SinkCount>())!;
    }

    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        var start = Environment.TickCount64;
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await reached() && Environment.TickCount64 - start < LongestWait.TotalMilliseconds)
        {
            await tick.WaitForNextTickAsync();
        }
    }
}
