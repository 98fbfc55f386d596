using System.Net;
using Grpc.AspNetCore.Server.Model;
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

/// <summary>
/// A minute in which fifty times more comes than is read behind the queue: the service goes on reading, its memory stays within
/// the bound, and what was shed is what came minus what was read.
/// </summary>
internal static class AccessLogOverload
{
    private const int Fold = 50;
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    public static async Task RunAsync(BenchReport report)
    {
        await using var app = await StartAsync();
        var (queue, counts) = (app.Services.GetRequiredService<AccessLogQueue>(), app.Services.GetRequiredService<AccessLogInstruments>());
        var (read, mostBytes, stalled, before) = (0L, 0L, 0, 0L);
        using (LoadProcess.Start(AccessLogLoad.Verb, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(), AccessLogLoad.Large))
        {
            var start = Environment.TickCount64;
            using var pace = new PeriodicTimer(Pace);
            for (var ticks = 1; Environment.TickCount64 - start < Length.TotalMilliseconds && await pace.WaitForNextTickAsync(); ticks++)
            {
                read += ReadSlowly(queue, counts, read);
                mostBytes = Math.Max(mostBytes, queue.Bytes);
                if (ticks % 100 == 0)
                {
                    stalled += counts.Received == before ? 1 : 0;
                    before = counts.Received;
                }
            }
        }

        await app.StopAsync();
        var waiting = 0L;
        while (queue.Reader.TryRead(out var left))
        {
            waiting += left.Entries;
        }

        var isExact = counts.Received == read + waiting + counts.AllShed && counts.AllShed > 0;
        report.Add(
            "als.overload_shed_exact", isExact ? 1 : 0, "bool",
            $"{counts.Received:N0} entries came in {Length.TotalSeconds:0} s over gRPC, {read:N0} were read, {waiting:N0} waited, {counts.AllShed:N0} shed; " +
            $"{(double)counts.Received / Math.Max(1, read):0}-fold; the queue held {mostBytes >> 20} MiB at most, the process {Environment.WorkingSet >> 20} MiB; " +
            $"seconds without anything read off the wire: {stalled}");
    }

    private static long ReadSlowly(AccessLogQueue queue, AccessLogInstruments counts, long soFar)
    {
        var read = 0L;
        while ((soFar + read) * Fold < counts.Received && queue.Reader.TryRead(out var message))
        {
            read += message.Entries;
            queue.Done(message);
        }

        return read;
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.UseAgentStreams().Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddOptions<IngestOptions>();
        builder.Services.AddSingleton<AccessLogInstruments>().AddSingleton<AccessLogQueue>().AddSingleton<AccessLogService>()
            .AddSingleton<IServiceMethodProvider<AccessLogService>, AccessLogMethods>().AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        var app = builder.Build();
        app.MapGrpcService<AccessLogService>();
        await app.StartAsync();
        return app;
    }
}
