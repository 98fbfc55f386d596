using System.Net;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MeshLens.Tracing.Forwarding;
using MeshLens.Tracing.Tests.Rig;
using Microsoft.AspNetCore.Http;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace MeshLens.Tracing.Tests.EndToEnd;

public sealed class HopTests
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    private static readonly byte[] Trace = Spans.Request(Spans.Frontend(), Spans.Client(Spans.Text("server.address", "cart"))).ToByteArray();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Traces_OverHttp_ArriveAnnotatedInTheirOwnForm(bool isPacked)
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await StartAsync(options => options.Http = backend.Http);

        using var answer = await hop.PostAsync("/v1/traces", Trace, Protobuf, isPacked);
        await Until.True(() => !backend.Received.IsEmpty, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var received = Assert.Single(backend.Received);
        Assert.Equal(("/v1/traces", Protobuf, isPacked), (received.Path, received.ContentType, received.IsPacked));
        Assert.Contains("meshlens.edge", Encoding.UTF8.GetString(received.Body), StringComparison.Ordinal);
        Assert.Equal(Trace, Unannotated.Protobuf(received.Body));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Traces_OverGrpc_ArriveAnnotatedOverGrpc(bool isPacked)
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await StartAsync(options => (options.Grpc, options.Http) = (backend.Grpc, backend.Http));
        using var channel = GrpcChannel.ForAddress(hop.Grpc);
        var headers = new Metadata();
        if (isPacked)
        {
            headers.Add("grpc-internal-encoding-request", "gzip");
        }

        await new TraceService.TraceServiceClient(channel).ExportAsync(ExportTraceServiceRequest.Parser.ParseFrom(Trace), headers, cancellationToken: Cancellation);
        await Until.True(() => !backend.Received.IsEmpty, Cancellation);

        var received = Assert.Single(backend.Received);
        Assert.Equal(("application/grpc", isPacked), (received.ContentType, received.IsPacked));
        Assert.Contains("meshlens.edge", Encoding.UTF8.GetString(received.Body), StringComparison.Ordinal);
        Assert.Equal(Trace, Unannotated.Protobuf(received.Body));
    }

    [Fact]
    public async Task Traces_InJson_StayJson()
    {
        const string Sent = """{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"frontend"}}]},"scopeSpans":[{"spans":[{"kind":3,"attributes":[{"key":"server.address","value":{"stringValue":"cart"}}]}]}]}]}""";
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await StartAsync(options => options.Http = backend.Http);

        using var answer = await hop.PostAsync("/v1/traces", Encoding.UTF8.GetBytes(Sent), Json);
        await Until.True(() => !backend.Received.IsEmpty, Cancellation);

        Assert.Equal("{}", await answer.Content.ReadAsStringAsync(Cancellation));
        var received = Assert.Single(backend.Received);
        Assert.Equal(Json, received.ContentType);
        Assert.Contains("\"meshlens.edge\"", Encoding.UTF8.GetString(received.Body), StringComparison.Ordinal);
        using var _ = JsonDocument.Parse(received.Body);
    }

    [Theory]
    [InlineData("/v1/metrics", Json, """{"resourceMetrics":[{"new":[1, 2.50]}]}""")]
    [InlineData("/v1/logs", Json, """{"resourceLogs":[ {"scopeLogs":[]} ]}""")]
    public async Task OtherSignals_InJson_ArriveByteForByte(string path, string contentType, string body)
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await StartAsync(options => options.Http = backend.Http);

        using var answer = await hop.PostAsync(path, Encoding.UTF8.GetBytes(body), contentType, isPacked: true);
        await Until.True(() => !backend.Received.IsEmpty, Cancellation);

        Assert.Equal((HttpStatusCode.OK, "{}"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
        var received = Assert.Single(backend.Received);
        Assert.Equal((path, body, true), (received.Path, Encoding.UTF8.GetString(received.Body), received.IsPacked));
    }

    [Fact]
    public async Task OtherSignals_OverGrpc_ArriveByteForByte()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await StartAsync(options => options.Grpc = backend.Grpc);
        using var channel = GrpcChannel.ForAddress(hop.Grpc);
        var metrics = new ExportMetricsServiceRequest { ResourceMetrics = { new OpenTelemetry.Proto.Metrics.V1.ResourceMetrics { SchemaUrl = "a" } } };
        var logs = new ExportLogsServiceRequest { ResourceLogs = { new OpenTelemetry.Proto.Logs.V1.ResourceLogs { SchemaUrl = "b" } } };

        await new MetricsService.MetricsServiceClient(channel).ExportAsync(metrics, cancellationToken: Cancellation);
        var answer = await new LogsService.LogsServiceClient(channel).ExportAsync(logs, cancellationToken: Cancellation);
        await Until.True(() => backend.Received.Count == 2, Cancellation);

        Assert.Null(answer.PartialSuccess);
        Assert.Equal(metrics.ToByteArray(), backend.Received.Single(static each => each.Path.Contains("Metrics", StringComparison.Ordinal)).Body);
        Assert.Equal(logs.ToByteArray(), backend.Received.Single(static each => each.Path.Contains("Logs", StringComparison.Ordinal)).Body);
    }

    [Fact]
    public async Task Headers_ThatAreGiven_GoWithEveryRequest()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await StartAsync(options =>
        {
            (options.Http, options.Grpc) = (backend.Http, backend.Grpc);
            options.Headers["x-team"] = "shop";
        });
        using var channel = GrpcChannel.ForAddress(hop.Grpc);

        using var _ = await hop.PostAsync("/v1/traces", Trace, Protobuf);
        await new TraceService.TraceServiceClient(channel).ExportAsync(new(), cancellationToken: Cancellation);
        await Until.True(() => backend.Received.Count == 2, Cancellation);

        Assert.All(backend.Received, static received => Assert.Equal("shop", received.Headers["x-team"]));
    }

    [Fact]
    public async Task Traces_ThatAreNone_AreRefusedAndNotSentOn()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await StartAsync(options => options.Http = backend.Http);

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
        await using var hop = await StartAsync(options => options.Grpc = backend.Grpc);

        using var answer = await hop.PostAsync("/v1/traces", "{}"u8.ToArray(), Json);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task Traces_WhenTooMuchWaits_AreRefusedForNowInBothTransports()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await StartAsync(options =>
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
        await using var hop = await StartAsync(options => options.Http = backend.Http);

        using var _ = await hop.PostAsync("/v1/traces", Trace, Protobuf, isPacked: true);
        await Until.True(() => hop.Counts.Spans(TracingCount.Delivered) == 1, Cancellation);

        Assert.Equal(2, hop.Counts.Requests(TracingCount.Again));
        Assert.Equal(Trace, Unannotated.Protobuf(Assert.Single(backend.Received).Body));
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
        await using var hop = await StartAsync(options => options.Http = backend.Http);

        using var _ = await hop.PostAsync("/v1/traces", Trace, Protobuf);
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
        await using var hop = await StartAsync(options => options.Http = backend.Http);

        using var _ = await hop.PostAsync("/v1/traces", Trace, Protobuf);
        await Until.True(() => hop.Counts.Spans(TracingCount.Delivered) == 1, Cancellation);

        Assert.Equal(1, hop.Counts.Requests(TracingCount.Again));
        Assert.Single(backend.Received);
    }

    [Fact]
    public async Task Backend_OverGrpcThatFailsForNowThenForGood_IsTriedAgainOnce()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        backend.Fail = static number => new(new(number == 1 ? StatusCode.Unavailable : StatusCode.ResourceExhausted, "No."));
        await using var hop = await StartAsync(options => options.Grpc = backend.Grpc);
        using var channel = GrpcChannel.ForAddress(hop.Grpc);

        await new TraceService.TraceServiceClient(channel).ExportAsync(ExportTraceServiceRequest.Parser.ParseFrom(Trace), cancellationToken: Cancellation);
        await Until.True(() => hop.Counts.Spans(TracingCount.Refused) == 1, Cancellation);

        Assert.Equal(1, hop.Counts.Requests(TracingCount.Again));
    }

    [Fact]
    public async Task Backend_ThatRefusesAndClosesWhileItIsWrittenTo_IsHeard()
    {
        await using var backend = new RudeBackend("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await using var hop = await StartAsync(options => options.Http = backend.Address);

        using var _ = await hop.PostAsync("/v1/traces", Large(), Protobuf);
        await Until.True(() => hop.Counts.Spans(TracingCount.Refused) == 1, Cancellation);

        Assert.Equal((0L, 0L), (hop.Counts.Requests(TracingCount.Delivered), hop.Counts.Requests(TracingCount.Lost)));
    }

    [Fact]
    public async Task Backend_OverGrpcThatRefusesBeforeItHasReadAll_IsHeard()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        backend.Early = static context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = $"{(int)StatusCode.PermissionDenied}";
            return Task.CompletedTask;
        };
        await using var hop = await StartAsync(options => options.Grpc = backend.Grpc);
        using var channel = GrpcChannel.ForAddress(hop.Grpc);

        await new TraceService.TraceServiceClient(channel).ExportAsync(ExportTraceServiceRequest.Parser.ParseFrom(Large()), cancellationToken: Cancellation);
        await Until.True(() => hop.Counts.Spans(TracingCount.Refused) == 1, Cancellation);

        Assert.Equal(0, hop.Counts.Requests(TracingCount.Again));
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("what is this?\r\n\r\n")]
    public async Task Backend_OverGrpcThatSpeaksSomethingElse_IsTriedAgain(string answer)
    {
        await using var backend = new RudeBackend(answer);
        await using var hop = await StartAsync(options => (options.Grpc, options.DrainFor) = (backend.Address, TimeSpan.Zero));
        using var channel = GrpcChannel.ForAddress(hop.Grpc);

        await new TraceService.TraceServiceClient(channel).ExportAsync(ExportTraceServiceRequest.Parser.ParseFrom(Trace), cancellationToken: Cancellation);
        await Until.True(() => hop.Counts.Requests(TracingCount.Again) > 2, Cancellation);

        Assert.Equal(0, hop.Counts.Requests(TracingCount.Refused));
        Assert.Contains("cannot be talked to", Assert.Single(hop.Notes), StringComparison.Ordinal);
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
        await using var hop = await StartAsync(options => options.Http = backend.Http);

        using var _ = await hop.PostAsync("/v1/traces", Trace, Protobuf);
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
        await using var hop = await StartAsync(options => options.Http = backend.Http);

        using var _ = await hop.PostAsync("/v1/traces", Trace, Protobuf);
        await Until.True(() => hop.Counts.Requests(TracingCount.Delivered) == 1, Cancellation);

        Assert.Equal((1L, 0L), (hop.Counts.Spans(TracingCount.Rejected), hop.Counts.Spans(TracingCount.Delivered)));
    }

    [Fact]
    public async Task Edges_ThatChange_AreFollowed()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await StartAsync(options => options.Http = backend.Http);

        hop.Catalog.Put(KnownEdges.Between("frontend", "cart", 80).Slow());
        await Until.True(() => hop.Directory.Index.To("cart")[0].Latest.Summary.Cause == "rtt", Cancellation);
        hop.Catalog.Remove(KnownEdges.Between("frontend", "payments", 8080));
        await Until.True(() => hop.Directory.Index.Count == 1, Cancellation);

        using var _ = await hop.PostAsync("/v1/traces", Trace, Protobuf);
        await Until.True(() => !backend.Received.IsEmpty, Cancellation);
        Assert.Contains("meshlens.slow_edge", Encoding.UTF8.GetString(Assert.Single(backend.Received).Body), StringComparison.Ordinal);
    }

    // More than the buffers of two sockets hold.
    private static byte[] Large() => Spans.Request(Spans.Frontend(), Spans.Client(Spans.Text("text", new('x', 4_000_000)))).ToByteArray();

    private static Task<Hop> StartAsync(Action<TracingOptions> configure) => Hop.StartAsync(
        configure, edges: [KnownEdges.Between("frontend", "cart", 80), KnownEdges.Between("frontend", "payments", 8080)]);
}
