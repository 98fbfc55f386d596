using Grpc.Core;
using Grpc.Net.Client;
using MeshLens.Tracing.Tests.Rig;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace MeshLens.Tracing.Tests.EndToEnd;

public sealed class GrpcBackendTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backend_ThatFailsForNowThenForGood_IsTriedAgainOnce()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        backend.Fail = static number => new(new(number == 1 ? StatusCode.Unavailable : StatusCode.ResourceExhausted, "No."));
        await using var hop = await Hop.StartAsync(options => options.Grpc = backend.Grpc, edges: KnownEdges.Shop);
        using var channel = GrpcChannel.ForAddress(hop.Grpc);

        await new TraceService.TraceServiceClient(channel).ExportAsync(ExportTraceServiceRequest.Parser.ParseFrom(Spans.Called), cancellationToken: Cancellation);
        await Until.True(() => hop.Counts.Spans(TracingCount.Refused) == 1, Cancellation);

        Assert.Equal(1, hop.Counts.Requests(TracingCount.Again));
    }

    [Fact]
    public async Task Backend_ThatRefusesBeforeItHasReadAll_IsHeard()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        backend.Early = static context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = $"{(int)StatusCode.PermissionDenied}";
            return Task.CompletedTask;
        };
        await using var hop = await Hop.StartAsync(options => options.Grpc = backend.Grpc, edges: KnownEdges.Shop);
        using var channel = GrpcChannel.ForAddress(hop.Grpc);

        await new TraceService.TraceServiceClient(channel).ExportAsync(ExportTraceServiceRequest.Parser.ParseFrom(Spans.Large()), cancellationToken: Cancellation);
        await Until.True(() => hop.Counts.Spans(TracingCount.Refused) == 1, Cancellation);

        Assert.Equal(0, hop.Counts.Requests(TracingCount.Again));
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("what is this?\r\n\r\n")]
    public async Task Backend_ThatSpeaksSomethingElse_IsTriedAgain(string answer)
    {
        await using var backend = new RudeBackend(answer);
        await using var hop = await Hop.StartAsync(options => (options.Grpc, options.DrainFor) = (backend.Address, TimeSpan.Zero), edges: KnownEdges.Shop);
        using var channel = GrpcChannel.ForAddress(hop.Grpc);

        await new TraceService.TraceServiceClient(channel).ExportAsync(ExportTraceServiceRequest.Parser.ParseFrom(Spans.Called), cancellationToken: Cancellation);
        await Until.True(() => hop.Counts.Requests(TracingCount.Again) > 2, Cancellation);

        Assert.Equal(0, hop.Counts.Requests(TracingCount.Refused));
        Assert.Contains("cannot be talked to", Assert.Single(hop.Notes), StringComparison.Ordinal);
    }
}
