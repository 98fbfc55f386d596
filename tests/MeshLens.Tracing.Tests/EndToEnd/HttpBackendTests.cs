using Google.Protobuf;
using MeshLens.Tracing.Tests.Rig;
using Microsoft.AspNetCore.Http;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace MeshLens.Tracing.Tests.EndToEnd;

public sealed class HttpBackendTests
{
    private const string Protobuf = "application/x-protobuf";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Backend_ThatFailsForNow_IsTriedAgain(int status)
    {
        await using var backend = await ReceivingBackend.StartAsync();
        backend.Answer = (number, context) =>
        {
            context.Response.StatusCode = number < 3 ? status : 200;
            return Task.CompletedTask;
        };
        await using var hop = await Hop.StartAsync(options => options.Http = backend.Http, edges: KnownEdges.Shop);

        using var _ = await hop.PostAsync("/v1/traces", Spans.Called, Protobuf, isPacked: true);
        await Until.True(() => hop.Counts.Spans(TracingCount.Delivered) == 1, Cancellation);

        Assert.Equal(2, hop.Counts.Requests(TracingCount.Again));
        Assert.Equal(Spans.Called, Unannotated.Protobuf(Assert.Single(backend.Received).Body));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Backend_ThatRefuses_IsNotTriedAgain(int status)
    {
        await using var backend = await ReceivingBackend.StartAsync();
        backend.Answer = (_, context) =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (status, "/elsewhere");
            return Task.CompletedTask;
        };
        await using var hop = await Hop.StartAsync(options => options.Http = backend.Http, edges: KnownEdges.Shop);

        using var _ = await hop.PostAsync("/v1/traces", Spans.Called, Protobuf);
        await Until.True(() => hop.Counts.Spans(TracingCount.Refused) == 1, Cancellation);

        Assert.Equal((0L, 0L), (hop.Counts.Requests(TracingCount.Again), hop.Counts.Requests(TracingCount.Delivered)));
    }

    [Fact]
    public async Task Backend_ThatAnswersGarbageOrBreaksOff_HasTheRequestIfItSaidSo()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        backend.Answer = static async (number, context) =>
        {
            if (number == 1)
            {
                context.Abort();
                throw new IOException("Broken off.");
            }

            await context.Response.Body.WriteAsync(new byte[] { 0xFF, 0xFF, 0x00, (byte)number });
        };
        await using var hop = await Hop.StartAsync(options => options.Http = backend.Http, edges: KnownEdges.Shop);

        using var _ = await hop.PostAsync("/v1/traces", Spans.Called, Protobuf);
        await Until.True(() => hop.Counts.Spans(TracingCount.Delivered) == 1, Cancellation);

        Assert.Equal(1, hop.Counts.Requests(TracingCount.Again));
        Assert.Single(backend.Received);
    }

    [Fact]
    public async Task Backend_ThatRefusesAndClosesWhileItIsWrittenTo_IsHeard()
    {
        await using var backend = new RudeBackend("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await using var hop = await Hop.StartAsync(options => options.Http = backend.Address, edges: KnownEdges.Shop);

        using var _ = await hop.PostAsync("/v1/traces", Spans.Large(), Protobuf);
        await Until.True(() => hop.Counts.Spans(TracingCount.Refused) == 1, Cancellation);

        Assert.Equal((0L, 0L), (hop.Counts.Requests(TracingCount.Delivered), hop.Counts.Requests(TracingCount.Lost)));
    }

    [Fact]
    public async Task Backend_ThatIsNotThere_IsToldWithHowMuchWaitsUntilItIs()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        var isThere = false;
        backend.Answer = (_, context) =>
        {
            context.Response.StatusCode = Volatile.Read(ref isThere) ? 200 : 503;
            return Task.CompletedTask;
        };
        await using var hop = await Hop.StartAsync(options => options.Http = backend.Http, edges: KnownEdges.Shop);

        using var _ = await hop.PostAsync("/v1/traces", Spans.Called, Protobuf);
        await Until.True(() => hop.Notes.Any(), Cancellation);
        Assert.StartsWith($"The backend {backend.Http.AbsoluteUri.TrimEnd('/')} takes no telemetry since ", Assert.Single(hop.Notes), StringComparison.Ordinal);

        Volatile.Write(ref isThere, true);
        await Until.True(() => !hop.Notes.Any(), Cancellation);
    }

    [Fact]
    public async Task Backend_ThatRejectsSome_IsBelieved()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        backend.Answer = static (_, context) => context.Response.Body.WriteAsync(
            new ExportTraceServiceResponse { PartialSuccess = new() { RejectedSpans = 1, ErrorMessage = "Too old." } }.ToByteArray()).AsTask();
        await using var hop = await Hop.StartAsync(options => options.Http = backend.Http, edges: KnownEdges.Shop);

        using var _ = await hop.PostAsync("/v1/traces", Spans.Called, Protobuf);
        await Until.True(() => hop.Counts.Requests(TracingCount.Delivered) == 1, Cancellation);

        Assert.Equal((1L, 0L), (hop.Counts.Spans(TracingCount.Rejected), hop.Counts.Spans(TracingCount.Delivered)));
    }
}
