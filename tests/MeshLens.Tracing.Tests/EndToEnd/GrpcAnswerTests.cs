using System.Buffers.Binary;
using Google.Protobuf;
using Grpc.Net.Client;
using MeshLens.Tracing.Forwarding;
using MeshLens.Tracing.Tests.Rig;
using Microsoft.AspNetCore.Http;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace MeshLens.Tracing.Tests.EndToEnd;

public sealed class GrpcAnswerTests
{
    private static readonly byte[] Rejecting = new ExportTraceServiceResponse { PartialSuccess = new() { RejectedSpans = 1 } }.ToByteArray();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_ThatIsPacked_IsRead()
    {
        await using var backend = await StartAsync(Framed(Packing.Pack(Rejecting), isPacked: true), "gzip");
        await using var hop = await Hop.StartAsync(options => options.Grpc = backend.Grpc);

        await SendAsync(hop);
        await Until.True(() => hop.Counts.Requests(TracingCount.Delivered) == 1, Cancellation);

        Assert.Equal((1L, 0L), (hop.Counts.Spans(TracingCount.Rejected), hop.Counts.Requests(TracingCount.Again)));
    }

    [Theory]
    [InlineData("packed by something else", "zstd")]
    [InlineData("packed by nobody knows what", null)]
    [InlineData("packed badly", "gzip")]
    [InlineData("packed badly", "deflate")]
    [InlineData("a bomb", "gzip")]
    [InlineData("long", null)]
    [InlineData("cut", null)]
    [InlineData("half a head", null)]
    [InlineData("nothing", null)]
    public async Task Answer_ThatCannotBeReadAndIsOk_HasTheRequest(string kind, string? packing)
    {
        await using var backend = await StartAsync(Unreadable(kind), packing);
        await using var hop = await Hop.StartAsync(options => options.Grpc = backend.Grpc);

        await SendAsync(hop);
        await Until.True(() => hop.Counts.Spans(TracingCount.Delivered) == 1, Cancellation);

        Assert.Equal((0L, 0L), (hop.Counts.Requests(TracingCount.Again), hop.Counts.Requests(TracingCount.Refused)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("14")]
    public async Task Answer_ThatSaysNotOkBehindAMessage_IsTriedAgain(string? status)
    {
        await using var backend = await StartAsync(Framed(Rejecting), packing: null, status);
        await using var hop = await Hop.StartAsync(options => (options.Grpc, options.DrainFor) = (backend.Grpc, TimeSpan.Zero));

        await SendAsync(hop);
        await Until.True(() => hop.Counts.Requests(TracingCount.Again) > 1, Cancellation);

        Assert.Equal((0L, 0L), (hop.Counts.Requests(TracingCount.Delivered), hop.Counts.Requests(TracingCount.Refused)));
    }

    private static byte[] Unreadable(string kind) => kind switch
    {
        "a bomb" => Framed(Packing.Pack(new byte[10 << 20]), isPacked: true),
        "long" => Framed(new byte[200_000]),
        "cut" => Framed(Rejecting)[..^1],
        "half a head" => [0, 0],
        "nothing" => [],
        _ => Framed(Rejecting, isPacked: true),
    };

    private static byte[] Framed(byte[] message, bool isPacked = false)
    {
        byte[] framed = [isPacked ? (byte)1 : (byte)0, 0, 0, 0, 0, .. message];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        return framed;
    }

    private static async Task<ReceivingBackend> StartAsync(byte[] answer, string? packing, string? status = "0")
    {
        var backend = await ReceivingBackend.StartAsync();
        backend.Early = async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.ContentType = "application/grpc";
            if (packing is not null)
            {
                context.Response.Headers["grpc-encoding"] = packing;
            }

            await context.Response.Body.WriteAsync(answer);
            if (status is not null)
            {
                context.Response.AppendTrailer("grpc-status", status);
            }
        };
        return backend;
    }

    private static async Task SendAsync(Hop hop)
    {
        using var channel = GrpcChannel.ForAddress(hop.Grpc);
        await new TraceService.TraceServiceClient(channel).ExportAsync(Spans.Request(Spans.Frontend(), Spans.Client()), cancellationToken: Cancellation);
    }
}
