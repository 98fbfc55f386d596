using System.Net;
using MeshLens.Grains.Hosting;
using MeshLens.Ingest;
using MeshLens.Ingest.AccessLogs;
using MeshLens.Ingest.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Benchmarks.AccessLogs;

/// <summary>Entries of access logs per second of the server's processor time, from gRPC to the grains.</summary>
internal sealed class AccessLogBenchmark : IBenchmark
{
    private const long WarmUp = 3_000_000;
    private const double MeasuredCoreSeconds = 15;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(3);

    public string Name => "als";

    public async Task RunAsync(BenchReport report)
    {
        await MeasureAsync(report, AccessLogLoad.Verb, AccessLogLoad.Small, "als.entries_per_core_second", $"no peers' metadata; {AccessLogLoad.Streams} gRPC streams");
        await MeasureAsync(report, AccessLogLoad.Verb, AccessLogLoad.Large, "als.large_entries_per_core_second", $"both peers' metadata, at least 1 kB each; {AccessLogLoad.Streams} gRPC streams");
        await AccessLogOverload.RunAsync(report);
    }

    /// <summary>Adds a figure: what of the load reaches edges, per second of this process's time.</summary>
    public static async Task MeasureAsync(BenchReport report, string verb, string kind, string name, string entries)
    {
        await using var app = await StartAsync();
        var counts = app.Services.GetRequiredService<AccessLogInstruments>();
        using var load = LoadProcess.Start(verb, AddressOf(app), kind);
        await UntilAsync(() => counts.Taken >= WarmUp);
        var (taken, shed, seconds) = (counts.Taken, counts.AllShed, ProcessorTime.Seconds());
        await UntilAsync(() => ProcessorTime.Seconds() - seconds >= MeasuredCoreSeconds);
        (taken, shed, seconds) = (counts.Taken - taken, counts.AllShed - shed, ProcessorTime.Seconds() - seconds);
        report.Add(
            name, taken / seconds, "1/core-s",
            $"{entries} over loopback from another process, 100 entries a message; gRPC, reading, edges, grains in one process; " +
            $"entries added to edges per second of its user+sys time: {taken:N0} in {seconds:0.0} core-s; {shed:N0} shed, whose cost is included");
        await app.StopAsync();
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.UseAgentStreams().Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.AddMeshLensSilo();
        builder.Services.AddIngest(builder.Configuration).AddOtlpLogs(builder.Configuration);
        var app = builder.Build();
        app.MapIngest();
        app.MapOtlpLogs();
        await app.StartAsync();
        return app;
    }

    private static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private static async Task UntilAsync(Func<bool> reached)
    {
        var start = Environment.TickCount64;
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!reached() && Environment.TickCount64 - start < LongestWait.TotalMilliseconds)
        {
            await tick.WaitForNextTickAsync();
        }
    }
}
