using System.Net;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MeshLens.Core.Windows;
using MeshLens.Tracing.Tests.Rig;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace MeshLens.Tracing.Tests.EndToEnd;

public sealed class HopTests
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Traces_OverHttp_ArriveAnnotatedInTheirOwnForm(bool isPacked)
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await Hop.StartAsync(options => options.Http = backend.Http, edges: KnownEdges.Shop);

        using var answer = await hop.PostAsync("/v1/traces", Spans.Called, Protobuf, isPacked);
        await Until.True(() => !backend.Received.IsEmpty, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var received = Assert.Single(backend.Received);
        Assert.Equal(("/v1/traces", Protobuf, isPacked), (received.Path, received.ContentType, received.IsPacked));
        Assert.Contains("meshlens.edge", Encoding.UTF8.GetString(received.Body), StringComparison.Ordinal);
        Assert.Equal(Spans.Called, Unannotated.Protobuf(received.Body));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Traces_OverGrpc_ArriveAnnotatedOverGrpc(bool isPacked)
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await Hop.StartAsync(options => (options.Grpc, options.Http) = (backend.Grpc, backend.Http), edges: KnownEdges.Shop);
        using var channel = GrpcChannel.ForAddress(hop.Grpc);
        var headers = new Metadata();
        if (isPacked)
        {
            headers.Add("grpc-internal-encoding-request", "gzip");
        }

        await new TraceService.TraceServiceClient(channel).ExportAsync(ExportTraceServiceRequest.Parser.ParseFrom(Spans.Called), headers, cancellationToken: Cancellation);
        await Until.True(() => !backend.Received.IsEmpty, Cancellation);

        var received = Assert.Single(backend.Received);
        Assert.Equal(("application/grpc", isPacked), (received.ContentType, received.IsPacked));
        Assert.Contains("meshlens.edge", Encoding.UTF8.GetString(received.Body), StringComparison.Ordinal);
        Assert.Equal(Spans.Called, Unannotated.Protobuf(received.Body));
    }

    [Fact]
    public async Task Traces_InJson_StayJson()
    {
        const string Sent = """{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"frontend"}}]},"scopeSpans":[{"spans":[{"kind":3,"attributes":[{"key":"server.address","value":{"stringValue":"cart"}}]}]}]}]}""";
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await Hop.StartAsync(options => options.Http = backend.Http, edges: KnownEdges.Shop);

        using var answer = await hop.PostAsync("/v1/traces", Encoding.UTF8.GetBytes(Sent), Json);
        await Until.True(() => !backend.Received.IsEmpty, Cancellation);

        Assert.Equal("{}", await answer.Content.ReadAsStringAsync(Cancellation));
        var received = Assert.Single(backend.Received);
        Assert.Equal(Json, received.ContentType);
        Assert.Contains("\"meshlens.edge\"", Encoding.UTF8.GetString(received.Body), StringComparison.Ordinal);
        using var _ = JsonDocument.Parse(received.Body);
    }

    [Fact]
    public async Task Traces_ThatAreHeld_AreToldTheVerdictOfTheirOwnWindow()
    {
        var time = new FakeTimeProvider(KnownEdges.Now);
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await Hop.StartAsync(options => (options.Http, options.Hold) = (backend.Http, true), time, KnownEdges.Shop);
        var edge = KnownEdges.Between("frontend", "cart", 80);
        var own = WindowGrid.IndexOf(KnownEdges.Now);

        using var answer = await hop.PostAsync("/v1/traces", Spans.Called, Protobuf);
        hop.Catalog.Put(edge.Slow() with { Window = own, WindowEnd = WindowGrid.EndOf(own) });
        hop.Catalog.Put(edge with { Window = own + 1, WindowEnd = WindowGrid.EndOf(own + 1) });
        await Until.True(() => hop.Directory.Index.To("cart")[0].Latest.Summary.Window == own + 1, Cancellation);
        Assert.Equal((HttpStatusCode.OK, 0L), (answer.StatusCode, hop.Counts.Spans(TracingCount.Annotated)));
        await Until.True(() => IsReleased(hop, time), Cancellation);
        await Until.True(() => !backend.Received.IsEmpty, Cancellation);

        var received = Assert.Single(backend.Received).Body;
        var span = ExportTraceServiceRequest.Parser.ParseFrom(received).ResourceSpans.Single().ScopeSpans.Single().Spans.Single();
        Assert.Equal("meshlens.slow_edge", Assert.Single(span.Events).Name);
        Assert.Equal("rtt", span.Attributes.Single(static pair => pair.Key == "meshlens.cause").Value.StringValue);
        Assert.Equal(Spans.Called, Unannotated.Protobuf(received));
    }

    [Theory]
    [InlineData("/v1/metrics", Json, """{"resourceMetrics":[{"new":[1, 2.50]}]}""")]
    [InlineData("/v1/logs", Json, """{"resourceLogs":[ {"scopeLogs":[]} ]}""")]
    public async Task OtherSignals_InJson_ArriveByteForByte(string path, string contentType, string body)
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await Hop.StartAsync(options => options.Http = backend.Http, edges: KnownEdges.Shop);

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
        await using var hop = await Hop.StartAsync(options => options.Grpc = backend.Grpc, edges: KnownEdges.Shop);
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
        await using var hop = await Hop.StartAsync(options =>
        {
            (options.Http, options.Grpc) = (backend.Http, backend.Grpc);
            options.Headers["x-team"] = "shop";
        });
        using var channel = GrpcChannel.ForAddress(hop.Grpc);

        using var _ = await hop.PostAsync("/v1/traces", Spans.Called, Protobuf);
        await new TraceService.TraceServiceClient(channel).ExportAsync(new(), cancellationToken: Cancellation);
        await Until.True(() => backend.Received.Count == 2, Cancellation);

        Assert.All(backend.Received, static received => Assert.Equal("shop", received.Headers["x-team"]));
    }

    [Fact]
    public async Task Edges_ThatChange_AreFollowed()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await Hop.StartAsync(options => options.Http = backend.Http, edges: KnownEdges.Shop);

        hop.Catalog.Put(KnownEdges.Between("frontend", "cart", 80).Slow());
        await Until.True(() => hop.Directory.Index.To("cart")[0].Latest.Summary.Cause == "rtt", Cancellation);
        hop.Catalog.Remove(KnownEdges.Between("frontend", "payments", 8080));
        await Until.True(() => hop.Directory.Index.Count == 1, Cancellation);

        using var _ = await hop.PostAsync("/v1/traces", Spans.Called, Protobuf);
        await Until.True(() => !backend.Received.IsEmpty, Cancellation);
        Assert.Contains("meshlens.slow_edge", Encoding.UTF8.GetString(Assert.Single(backend.Received).Body), StringComparison.Ordinal);
    }

    // Little by little: whoever is about to wait would miss one step.
    private static bool IsReleased(Hop hop, FakeTimeProvider time)
    {
        if (hop.Counts.Spans(TracingCount.Annotated) == 1)
        {
            return true;
        }

        time.Advance(TimeSpan.FromSeconds(1));
        return false;
    }
}
