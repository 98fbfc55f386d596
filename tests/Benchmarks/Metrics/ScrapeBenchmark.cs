using System.Diagnostics;
using System.Net;
using MeshLens.Core.Identity;
using MeshLens.Grains.Hosting;
using MeshLens.Ingest;
using MeshLens.Ingest.Metrics;
using MeshLens.Metrics.Text;
using MeshLens.Metrics.Tracking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Metrics;

/// <summary>Lines of scrapes per second of processor time, from the text to the grains.</summary>
internal sealed class ScrapeBenchmark : IBenchmark
{
    private const int Edges = 60;
    private const int Proxies = 20;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    public string Name => "scrape";

    public async Task RunAsync(BenchReport report)
    {
        byte[][] texts = [SidecarScrape.Text(Edges, 3), SidecarScrape.Text(Edges, 4)];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddMeshLensSilo();
        builder.Services.AddIngest(builder.Configuration);
        await using var app = builder.Build();
        Know(app.Services.GetRequiredService<IdentityIndex>());
        await app.StartAsync();
        var (intake, placed) = (app.Services.GetRequiredService<MetricIntake>(), app.Services.GetRequiredService<MetricInstruments>());
        Measure(texts, intake);
        var (lines, seconds) = Measure(texts, intake);
        report.Add("metrics.scraped_lines_per_core_second", Math.Round(lines / seconds), "lines/s",
            $"texts of {texts[0].AsSpan().Count((byte)'\n')} lines of {Proxies} sidecars in turn, every counter another than before: reading, gains, {Edges} edges each, grains; one thread and the process's other work, user+sys time of {Round.TotalSeconds} s; {placed.Placed} reports placed");
        await app.StopAsync();
    }

    private static (long Lines, double Seconds) Measure(byte[][] texts, MetricIntake intake)
    {
        var proxies = Enumerable.Range(0, Proxies).Select(static _ => new TargetSeries(100_000, withBuckets: false)).ToList();
        var state = new MetricsReaderState(MetricsFormat.Prometheus);
        var (started, processor, lines, at) = (Stopwatch.GetTimestamp(), ProcessorTime.Seconds(), 0L, DateTimeOffset.UnixEpoch);
        for (var round = 0; Stopwatch.GetElapsedTime(started) < Round; round++)
        {
            at += TimeSpan.FromSeconds(10);
            foreach (var proxy in proxies)
            {
                lines += Read(texts[round % texts.Length], proxy, state);
                intake.Take(null, TimeSpan.FromSeconds(10), proxy.End(at, isWhole: true));
            }
        }

        return (lines, ProcessorTime.Seconds() - processor);
    }

    private static long Read(ReadOnlySpan<byte> text, TargetSeries proxy, MetricsReaderState state)
    {
        state.Begin(MetricsFormat.Prometheus);
        proxy.Begin();
        var reader = new MetricsReader(text, state, isFinal: true);
        while (reader.Read())
        {
            proxy.Take(reader);
        }

        return state.Error is null ? state.Line : throw new InvalidOperationException($"The text is wrong: {state.Error}");
    }

    private static void Know(IdentityIndex mesh)
    {
        var feed = mesh.AddFeed(MeshSource.Kubernetes, "k1");
        for (var edge = 0; edge < Edges; edge++)
        {
            feed.Put(
                new MeshService
                {
                    Id = $"team-{edge % 7}/service-{edge}.team-{edge % 7}.svc.cluster.local",
                    Addresses = Sequence<NetworkAddress>.Of([new(AddressKey.Of(IPAddress.Parse($"10.96.0.{edge + 1}")))]),
                    Ports = Sequence<ServicePort>.Of([new(8080, 8080)]),
                },
                DateTimeOffset.UnixEpoch);
        }
    }
}
