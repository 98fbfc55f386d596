using System.Diagnostics;
using System.Net;
using MeshLens.Grains.Hosting;
using MeshLens.Ingest;
using MeshLens.Ingest.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Ingest;

/// <summary>Samples per second of the server's processor time: gRPC stream, ingest, grains and their classifier, one process.</summary>
internal sealed class IngestBenchmark : IBenchmark
{
    private const int Nodes = 2;
    private const int EdgesPerNode = 5_000;

    // By work done, not by the clock, so that a busy machine measures the same code: compiled, with every edge activated and
    // with some windows closed.
    private const long WarmUpRows = 15_000_000;
    private const double MeasuredCoreSeconds = 20;
    private static readonly TimeSpan BatchInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestRun = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public string Name => "ingest";

    public async Task RunAsync(BenchReport report)
    {
        await using var app = await StartAsync();
        var counts = app.Services.GetRequiredService<IngestInstruments>();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await UnderLoadAsync(address, TimeSpan.Zero, async () =>
        {
            var start = Reading.Take(counts);
            await UntilAsync(counts, now => now.Delivered - start.Delivered >= WarmUpRows && now.At - start.At >= ShortestRun);
            var before = Reading.Take(counts);
            await UntilAsync(counts, now => now.ProcessorSeconds - before.ProcessorSeconds >= MeasuredCoreSeconds && now.At - before.At >= ShortestRun);
            Throughput(report, before, Reading.Take(counts));
        });
        await UnderLoadAsync(address, BatchInterval, async () =>
        {
            var before = Reading.Take(counts);
            await UntilAsync(counts, now => now.At - before.At >= 1.5 * ShortestRun);
            Cores(report, before, Reading.Take(counts));
        });
        await app.StopAsync();
    }

    private static async Task UnderLoadAsync(string address, TimeSpan pause, Func<Task> measure)
    {
        using var load = StartLoad(address, pause);
        try
        {
            await measure();
        }
        finally
        {
            load.StandardInput.Close();
            if (!load.WaitForExit(TimeSpan.FromSeconds(10)))
            {
                load.Kill();
            }
        }
    }

    private static async Task UntilAsync(IngestInstruments counts, Predicate<Reading> reached)
    {
        var start = Reading.Take(counts);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!reached(Reading.Take(counts)) && Reading.Take(counts).At - start.At < LongestWait)
        {
            await tick.WaitForNextTickAsync();
        }
    }

    private static void Cores(BenchReport report, Reading before, Reading after)
    {
        var (rows, wall) = (after.Delivered - before.Delivered, (after.At - before.At).TotalSeconds);
        report.Add("ingest.cores_at_one_batch_per_second", Math.Round((after.ProcessorSeconds - before.ProcessorSeconds) / wall, 3), "cores", string.Create(null,
            $"the same at the pace of real agents, one batch per node and second: {rows / wall:N0} rows/s, {rows / (double)Math.Max(1, after.Deltas - before.Deltas):0.0} rows " +
            $"per grain call; all of the process in {wall:0} s, silo and closing of windows included"));
    }

    private static void Throughput(BenchReport report, Reading before, Reading after)
    {
        var rows = after.Delivered - before.Delivered;
        var seconds = after.ProcessorSeconds - before.ProcessorSeconds;
        var wall = (after.At - before.At).TotalSeconds;
        report.Add("ingest.samples_per_core_second", Math.Round(rows / seconds), "samples/core-s", string.Create(null,
            $"{Nodes * EdgesPerNode:N0} edges, {LoadGenerator.RowsPerEdge} rows (3 histograms of 6 buckets, 2 counters) per edge and batch, " +
            $"{Nodes} gRPC streams over loopback from another process; gRPC, ingest, grains, windows and classifier in one process; rows taken by edges " +
            $"per second of its user+sys time: {rows:N0} rows, {seconds:0.0} core-s in {wall:0} s, {rows / wall:N0} rows/s; " +
            $"{rows / (double)Math.Max(1, after.Deltas - before.Deltas):0.0} rows per grain call; " +
            $"{after.Shed - before.Shed:N0} rows shed, {after.Refused - before.Refused:N0} refused, {(after.Allocated - before.Allocated) / (double)rows:0} B allocated per row"));
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.UseAgentStreams().Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.AddMeshLensSilo();
        builder.Services.AddIngest(builder.Configuration);
        var app = builder.Build();
        app.MapIngest();
        await app.StartAsync();
        return app;
    }

    private static Process StartLoad(string address, TimeSpan pause) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
    {
        ArgumentList = { LoadGenerator.Verb, address, $"{Nodes}", $"{EdgesPerNode}", $"{pause.TotalMilliseconds}" },
        RedirectStandardInput = true,
    })!;

    private readonly record struct Reading(long Delivered, long Shed, long Refused, long Deltas, double ProcessorSeconds, long Allocated, TimeSpan At)
    {
        public static Reading Take(IngestInstruments counts) =>
            new(counts.DeliveredRows, counts.ShedRows, counts.RefusedRows, counts.Deltas, ProcessorTime.Seconds(), GC.GetTotalAllocatedBytes(), TimeSpan.FromMilliseconds(Environment.TickCount64));
    }
}
