using Google.Protobuf;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using MeshLens.Tracing.Tests.Rig;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace MeshLens.Tracing.Tests.Incidents;

public sealed class IncidentSpansTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Incident_ThatEnded_IsOneTraceWithItsPhases()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        var edge = KnownEdges.Between("frontend", "cart", 80);
        await using var hop = await Hop.StartAsync(options => (options.Http, options.LinkTo) = (backend.Http, "https://lens"), edges: edge);
        var first = WindowGrid.IndexOf(DateTimeOffset.UtcNow) + 1;
        hop.Incidents.Histories[edge.Id] = new(Windows(first), [Ended(first - 900, first - 890), Ended(first, first + 6), Open(first + 20)]);

        hop.Catalog.Put(edge.Slow());
        hop.Catalog.Put(edge);
        await Until.True(() => !backend.Received.IsEmpty, Cancellation);

        var spans = ExportTraceServiceRequest.Parser.ParseFrom(Assert.Single(backend.Received).Body).ResourceSpans.Single().ScopeSpans.Single().Spans;
        var root = spans[0];
        Assert.Equal(("incident network/rtt", Time(first), Time(first + 6)), (root.Name, root.StartTimeUnixNano, root.EndTimeUnixNano));
        Assert.True(root.ParentSpanId.IsEmpty);
        Assert.Equal("recovered", root.Attributes.Single(static pair => pair.Key == "meshlens.end").Value.StringValue);
        Assert.Equal($"https://lens/edges/{edge.Id}", root.Attributes.Single(static pair => pair.Key == "meshlens.link").Value.StringValue);
        Assert.Equal(
            [("suspected", Time(first), Time(first + 1)), ("named", Time(first + 1), Time(first + 4)), ("subsiding", Time(first + 4), Time(first + 6))],
            spans.Skip(1).Select(static phase => (phase.Name, phase.StartTimeUnixNano, phase.EndTimeUnixNano)));
        Assert.All(spans.Skip(1), phase => Assert.Equal((root.TraceId, root.SpanId), (phase.TraceId, phase.ParentSpanId)));
        Assert.Equal(spans.Count, spans.Select(static span => span.SpanId).Distinct().Count());
        Assert.Equal(Span.Types.SpanKind.Internal, root.Kind);
    }

    [Fact]
    public async Task Incident_OfAnEdgeThatCannotBeReadAtOnce_IsSentLater()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        var edge = KnownEdges.Between("frontend", "cart", 80);
        await using var hop = await Hop.StartAsync(options => options.Http = backend.Http, edges: edge);
        var first = WindowGrid.IndexOf(DateTimeOffset.UtcNow) + 1;
        hop.Incidents.Histories[edge.Id] = new(Windows(first), [Ended(first, first + 6)]);
        hop.Incidents.Failures = 2;

        hop.Catalog.Put(edge);
        await Until.True(() => !backend.Received.IsEmpty, Cancellation);

        Assert.Single(backend.Received);
    }

    [Fact]
    public async Task Incident_ForWhoseTraceThereIsNoRoom_IsSentWhenThereIs()
    {
        await using var backend = await ReceivingBackend.StartAsync();
        var isUp = false;
        backend.Answer = (_, context) =>
        {
            context.Response.StatusCode = Volatile.Read(ref isUp) ? 200 : 503;
            return Task.CompletedTask;
        };
        var edge = KnownEdges.Between("frontend", "cart", 80);
        await using var hop = await Hop.StartAsync(options => (options.Http, options.QueueBytes) = (backend.Http, 1 << 20), edges: edge);
        var first = WindowGrid.IndexOf(DateTimeOffset.UtcNow) + 1;
        hop.Incidents.Histories[edge.Id] = new(Windows(first), [Ended(first, first + 6)]);
        using var filling = await hop.PostAsync("/v1/metrics", new ExportTraceServiceRequest { ResourceSpans = { new ResourceSpans { SchemaUrl = new('x', 2_000_000) } } }.ToByteArray(), "application/x-protobuf");

        hop.Catalog.Put(edge);
        await Until.True(() => hop.Incidents.Asked > 1, Cancellation);
        Assert.Equal(1, hop.Counts.Requests(TracingCount.Accepted));
        Volatile.Write(ref isUp, true);
        await Until.True(() => hop.Counts.Requests(TracingCount.Delivered) == 2 && hop.Counts.Requests(TracingCount.Accepted) == 2, Cancellation);

        Assert.Equal(["/v1/metrics", "/v1/traces"], backend.Received.Select(static each => each.Path).Order(StringComparer.Ordinal));
        Assert.Equal(0, hop.Counts.Requests(TracingCount.Busy));
    }

    private static List<WindowSummary> Windows(long first) =>
    [
        Window(first - 1, Cause.Healthy, Cause.Healthy),
        Window(first, Cause.NetworkRtt, Cause.Healthy),
        Window(first + 1, Cause.NetworkRtt, Cause.NetworkRtt),
        Window(first + 2, Cause.NetworkRtt, Cause.NetworkRtt),
        Window(first + 3, Cause.NetworkRtt, Cause.NetworkRtt),
        Window(first + 4, Cause.Healthy, Cause.NetworkRtt),
        Window(first + 5, Cause.Healthy, Cause.NetworkRtt),
        Window(first + 6, Cause.Healthy, Cause.Healthy),
    ];

    private static WindowSummary Window(long window, Cause suspect, Cause cause) => new() { Window = window, Suspect = suspect, Cause = cause };

    private static Incident Ended(long from, long to) => new()
    {
        Cause = Cause.NetworkRtt,
        Since = WindowGrid.StartOf(from),
        Until = WindowGrid.StartOf(to),
        End = IncidentEnd.Recovered,
        Summary = "It was slow.",
    };

    private static Incident Open(long from) => new() { Cause = Cause.NetworkRtt, Since = WindowGrid.StartOf(from) };

    private static ulong Time(long window) => (ulong)WindowGrid.StartOf(window).ToUnixTimeMilliseconds() * 1_000_000;
}
