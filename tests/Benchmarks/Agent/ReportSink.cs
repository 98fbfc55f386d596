using System.Net;
using Grpc.Core;
using MeshLens.Core.Signals;
using MeshLens.Protocol.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Agent;

/// <summary>A server that only adds up what an agent reports.</summary>
internal sealed class ReportSink : AgentIngest.AgentIngestBase, IAsyncDisposable
{
    private WebApplication? _application;

    public string Url => _application!.Urls.Single();

    public AgentCost Cost { get; private set; } = new();

    public LossesByKind Losses { get; private set; }

    public ulong Established { get; private set; }

    public long Batches { get; private set; }

    public long Connections { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Connections that were told from a node proxy's log.</summary>
    public ulong Hops { get; private set; }

    public static async Task<ReportSink> StartAsync()
    {
        var sink = new ReportSink();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(sink);
        sink._application = builder.Build();
        sink._application.MapGrpcService<ReportSink>();
        await sink._application.StartAsync();
        return sink;
    }

    public override async Task Report(
        IAsyncStreamReader<AgentMessage> requestStream, IServerStreamWriter<ServerMessage> responseStream, ServerCallContext context)
    {
        await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
        {
            if (message.Batch is { } batch)
            {
                Take(batch);
                await responseStream.WriteAsync(new() { Acknowledgement = new() { Sequence = batch.Sequence } });
            }
            else
            {
                await responseStream.WriteAsync(new() { Welcome = new() { ProtocolVersion = 1 } });
            }
        }
    }

    public ValueTask DisposeAsync() => _application?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Take(Batch batch)
    {
        Batches++;
        Connections += batch.Connections.Count;
        Bytes += batch.CalculateSize();
        Hops += batch.Hops.Aggregate(0UL, static (sum, hop) => sum + hop.Ended);
        Cost = batch.Cost ?? Cost;
        if (batch.Losses is { } losses)
        {
            Losses += LossesByKind.Of(losses);
        }

        for (var row = 0; row < (batch.Counters?.Counter.Count ?? 0); row++)
        {
            if (batch.Counters!.Counter[row] == (uint)Counter.Established)
            {
                Established += batch.Counters.Value[row];
            }
        }
    }
}
