using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MeshLens.Tracing.Forwarding;
using MeshLens.Tracing.Tests.Rig;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace MeshLens.Tracing.Tests.EndToEnd;

public sealed class RefusalTests
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Traces_ThatAreNone_AreRefusedAndNotSentOn()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await Hop.StartAsync(options => options.Http = backend.Http, edges: KnownEdges.Shop);

        using var protobuf = await hop.PostAsync("/v1/traces", [0x0A, 0x7F], Protobuf);
        using var json = await hop.PostAsync("/v1/traces", "{]"u8.ToArray(), Json);
        using var metrics = await hop.PostAsync("/v1/metrics", [0x0A, 0x7F], Protobuf);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], [protobuf.StatusCode, json.StatusCode, metrics.StatusCode]);
        Assert.Equal(0, hop.Counts.Requests(TracingCount.Accepted));
        Assert.Empty(backend.Received);
    }

    [Fact]
    public async Task Json_WithABackendOverGrpcAlone_IsUnsupported()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await Hop.StartAsync(options => options.Grpc = backend.Grpc, edges: KnownEdges.Shop);

        using var answer = await hop.PostAsync("/v1/traces", "{}"u8.ToArray(), Json);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task Traces_WhenTooMuchWaits_AreRefusedForNowInBothTransports()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await Hop.StartAsync(options =>
        {
            (options.Http, options.QueueBytes, options.Senders, options.DrainFor) = (new("http://127.0.0.1:1"), 1 << 20, 1, TimeSpan.Zero);
            options.RetryFirst = TimeSpan.FromMinutes(1);
            options.RetryLongest = TimeSpan.FromMinutes(10);
        });
        using var channel = GrpcChannel.ForAddress(hop.Grpc);
        var large = Spans.Request(Spans.Frontend(), Spans.Client(Spans.Text("text", new('x', 500_000)))).ToByteArray();

        HttpStatusCode status;
        var tries = 0;
        do
        {
            using var answer = await hop.PostAsync("/v1/traces", large, Protobuf);
            status = answer.StatusCode;
            Assert.True(status == HttpStatusCode.OK || answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        }
        while (status == HttpStatusCode.OK && ++tries < 10);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await new TraceService.TraceServiceClient(channel).ExportAsync(ExportTraceServiceRequest.Parser.ParseFrom(large), cancellationToken: Cancellation));
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), RetryInfo.Read(refused.Trailers.GetValueBytes("grpc-status-details-bin")));
        Assert.Equal(tries, hop.Counts.Requests(TracingCount.Accepted));
    }
}
