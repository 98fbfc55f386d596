using System.Diagnostics;
using System.Text;
using MeshLens.Tracing.Tests.Rig;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MeshLens.Tracing.Tests.EndToEnd;

/// <summary>OpenTelemetry's own SDKs, as applications have them, through the hop to a backend: 100,000 spans of mixed shapes and encodings.</summary>
public sealed class SdkTests
{
    private const int DotNetSpans = 30_000;
    private const int JavaScriptSpans = 14_000;
    private const int PatienceMs = 120_000;

    private static readonly string[] Hosts = ["cart", "payments.shop.svc.cluster.local", "nobody"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    [InlineData(OtlpExportProtocol.Grpc)]
    public async Task DotNet_ThirtyThousandSpans_ArriveOnceWithEveryByteOfTheirsAndTheRightEdge(OtlpExportProtocol protocol)
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await StartAsync(backend);
        await using var recorder = await Recorder.StartAsync(hop);

        await Task.Run(() => Export(protocol, protocol == OtlpExportProtocol.Grpc ? recorder.Grpc : new Uri(recorder.Http, "/v1/traces")), Cancellation);

        await ArrivedAsync(hop, recorder, backend, DotNetSpans, RandomMessages.PaddedWidth);
    }

    [Theory]
    [InlineData("proto")]
    [InlineData("grpc")]
    public async Task JavaScript_FourteenThousandSpans_ArriveOnceWithEveryByteOfTheirsAndTheRightEdge(string kind)
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await StartAsync(backend);
        await using var recorder = await Recorder.StartAsync(hop);

        var said = await JavaScriptSdk.ExportAsync(kind, kind == "grpc" ? recorder.Grpc : new Uri(recorder.Http, "/v1/traces"), JavaScriptSpans, Cancellation);

        Assert.Equal($$"""{"exported":{{JavaScriptSpans}},"failed":0}""", said);
        await ArrivedAsync(hop, recorder, backend, JavaScriptSpans, width: 0);
        Assert.All(backend.Received, static received => Assert.True(received.IsPacked));
    }

    [Fact]
    public async Task JavaScript_InJson_ArrivesOnceAsItWasButForTheAnnotations()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        await using var hop = await StartAsync(backend);
        await using var recorder = await Recorder.StartAsync(hop);

        var said = await JavaScriptSdk.ExportAsync("json", new Uri(recorder.Http, "/v1/traces"), JavaScriptSpans, Cancellation);
        await Until.True(() => hop.Counts.Spans(TracingCount.Delivered) == JavaScriptSpans, Cancellation);

        Assert.Equal($$"""{"exported":{{JavaScriptSpans}},"failed":0}""", said);
        var annotations = 0;
        var received = backend.Received.Select(request =>
        {
            var cut = UnannotatedJson.Cut(request.Body, out var spans);
            annotations += spans;
            return cut;
        }).Order(StringComparer.Ordinal);
        Assert.Equal(recorder.Sent.Select(Encoding.UTF8.GetString).Order(StringComparer.Ordinal), received);
        Assert.Equal(hop.Counts.Spans(TracingCount.Annotated), annotations);
        Assert.InRange(annotations, JavaScriptSpans / 3 - 2, JavaScriptSpans / 3 + 2);
    }

    private static Task<Hop> StartAsync(ReceivingBackend backend) => Hop.StartAsync(
        options => (options.Http, options.Grpc) = (backend.Http, backend.Grpc),
        edges: [KnownEdges.Between("frontend", "cart", 80), KnownEdges.Between("frontend", "payments", 8080).Slow()]);

    private static void Export(OtlpExportProtocol protocol, Uri to)
    {
        using var source = new ActivitySource($"test.{protocol}");
        using var provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(source.Name)
            .ConfigureResource(static resource => resource.AddService("frontend", "shop"))
            .AddProcessor(new BatchActivityExportProcessor(
                new OtlpTraceExporter(new() { Protocol = protocol, Endpoint = to, TimeoutMilliseconds = PatienceMs }), maxQueueSize: 65_536, scheduledDelayMilliseconds: 20, exporterTimeoutMilliseconds: PatienceMs, maxExportBatchSize: 512))
            .Build();
        for (var number = 0; number < DotNetSpans; number++)
        {
            Make(source, number);
        }

        Assert.True(provider.ForceFlush(PatienceMs));
    }

    private static void Make(ActivitySource source, int number)
    {
        using var span = source.StartActivity($"span {number % 10}", number % 2 == 0 ? ActivityKind.Client : ActivityKind.Internal);
        span!.SetTag("number", number).SetTag("ratio", number / 7.0).SetTag("list", (int[])[1, 2, number]);
        if (number % 2 == 0)
        {
            var host = number / 2 % 3;
            span.SetTag("server.address", Hosts[host]).SetTag("server.port", host == 0 ? 80 : 8080);
        }

        if (number % 5 == 0)
        {
            span.AddEvent(new("retry"));
        }

        if (number % 7 == 0)
        {
            span.SetStatus(ActivityStatusCode.Error, "no answer");
        }
    }

    private static async Task ArrivedAsync(Hop hop, Recorder recorder, ReceivingBackend backend, int spans, int width)
    {
        await Until.True(() => hop.Counts.Spans(TracingCount.Delivered) >= spans, Cancellation);

        Assert.Equal(
            recorder.Sent.Select(Convert.ToHexString).Order(StringComparer.Ordinal),
            backend.Received.Select(received => Convert.ToHexString(Unannotated.Protobuf(received.Body, width))).Order(StringComparer.Ordinal));
        var all = backend.Received
            .SelectMany(static received => ExportTraceServiceRequest.Parser.ParseFrom(received.Body).ResourceSpans)
            .SelectMany(static resource => resource.ScopeSpans).SelectMany(static scope => scope.Spans).ToList();
        Assert.Equal((spans, spans), (all.Count, all.Select(static span => span.SpanId).Distinct().Count()));
        Assert.All(all, static span => Assert.Equal(EdgeOf(Tag(span, "server.address")), Tag(span, "meshlens.edge")));
        Assert.Contains(all, static span => Tag(span, "meshlens.edge") is not null);
    }

    private static string? EdgeOf(string? host) => host switch
    {
        "cart" => "east~shop~frontend~shop~cart~80",
        "payments.shop.svc.cluster.local" => "east~shop~frontend~shop~payments~8080",
        _ => null,
    };

    private static string? Tag(OpenTelemetry.Proto.Trace.V1.Span span, string name) =>
        span.Attributes.SingleOrDefault(pair => pair.Key == name)?.Value.StringValue;
}
