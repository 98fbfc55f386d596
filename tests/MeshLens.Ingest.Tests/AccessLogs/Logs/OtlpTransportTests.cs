using System.Net;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using MeshLens.Core.Telemetry;
using MeshLens.Ingest.Tests.Rig;

namespace MeshLens.Ingest.Tests.AccessLogs.Logs;

/// <summary>The same record over each transport and encoding ends at the same edge.</summary>
public sealed class OtlpTransportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_OverEachTransport_ReachesTheEdge()
    {
        await using var server = await IngestServer.StartAsync();
        using var client = new HttpClient { BaseAddress = server.OtlpAddress };
        var request = Records.Of(Records.Request().Record());

        await server.Otlp.ExportAsync(request, cancellationToken: Cancellation);
        await server.Otlp.ExportAsync(request, new Metadata { { "grpc-internal-encoding-request", "gzip" } }, cancellationToken: Cancellation);
        Assert.Equal(HttpStatusCode.OK, await Post(client, request.ToByteArray(), "application/x-protobuf"));
        Assert.Equal(HttpStatusCode.OK, await Post(client, Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(request)), "application/json"));

        while (server.Sink.Deltas.Sum(static delta => (long)delta.Hops!.Sum(static hop => (decimal)hop.Ended)) < 4)
        {
            await Task.Delay(20, Cancellation);
        }

        Assert.All(server.Sink.Deltas, static delta => Assert.Equal("productpage-v1 -> reviews:9080", delta.Name()));
        Assert.Equal((4, 4, 0), (server.AccessLogs.Received, server.AccessLogs.Taken, server.AccessLogs.AllShed));
        Assert.Equal(1UL, server.Sink.Deltas.SelectMany(static delta => delta.Hops!).SelectMany(static hop => hop.Parts).Where(static part => part.Part == HopPart.Connect).Aggregate(0UL, static (sum, part) => sum + part.Histogram.Count));
    }

    [Fact]
    public async Task Export_Garbage_IsRefusedAndTheServerGoesOn()
    {
        await using var server = await IngestServer.StartAsync();
        using var client = new HttpClient { BaseAddress = server.OtlpAddress };

        Assert.Equal(HttpStatusCode.BadRequest, await Post(client, [0x0A, 0xFF, 0x01], "application/x-protobuf"));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(client, "{\"resourceLogs\":[3]}"u8.ToArray(), "application/json"));
        Assert.Equal(HttpStatusCode.OK, await Post(client, Records.Of(Records.Request().Record()).ToByteArray(), "application/x-protobuf"));
    }

    [Fact]
    public async Task StreamAccessLogs_AMessageThatUnpacksToMuchMore_EndsItsStreamAlone()
    {
        await using var server = await IngestServer.StartAsync(static options => options.MaximumMessageBytes = 1 << 20);
        using var call = server.Proxy.StreamAccessLogs(new Metadata { { "grpc-internal-encoding-request", "gzip" } }, cancellationToken: Cancellation);
        var bomb = Entries.Message(Entries.Request(new('x', 64 << 20)));

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await call.RequestStream.WriteAsync(bomb, Cancellation);
            await call.RequestStream.CompleteAsync();
            await call.ResponseAsync;
        });

        Assert.Equal(0, server.AccessLogs.Received);
        await server.Otlp.ExportAsync(Records.Of(Records.Request().Record()), cancellationToken: Cancellation);
    }

    private static async Task<HttpStatusCode> Post(HttpClient client, byte[] body, string contentType)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new(contentType);
        using var response = await client.PostAsync(new Uri("/v1/logs", UriKind.Relative), content, Cancellation);
        return response.StatusCode;
    }
}
