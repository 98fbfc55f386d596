using System.Text;
using CsCheck;
using Google.Protobuf;
using MeshLens.Core.Windows;
using MeshLens.Otlp;
using MeshLens.Tracing.Edges;
using MeshLens.Tracing.Tests.Rig;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace MeshLens.Tracing.Tests;

public sealed class SpanAnnotatorTests
{
    private static readonly SpanAnnotator Subject = Annotating.Of(
        KnownEdges.Between("frontend", "payments", 8080).Slow(), KnownEdges.Between("frontend", "cart", 80));

    [Fact]
    public void Annotate_ASpanOfAHealthyEdge_IsToldTheEdgeAndItsWayAndNothingOfTrouble()
    {
        var span = Annotate(Spans.Client(Spans.Text("server.address", "cart"), Spans.Number("server.port", 80)));

        var told = span.Attributes.Skip(2).ToDictionary(static pair => pair.Key, static pair => pair.Value);
        Assert.Equal("east~shop~frontend~shop~cart~80", told["meshlens.edge"].StringValue);
        Assert.Equal("healthy", told["meshlens.class"].StringValue);
        Assert.Equal("2026-03-01T12:00:00Z", told["meshlens.window.end"].StringValue);
        Assert.Equal("edge", told["meshlens.match"].StringValue);
        Assert.Equal((0.25, 0.5, 3L), (told["meshlens.handshake_p50_ms"].DoubleValue, told["meshlens.rtt_ms"].DoubleValue, told["meshlens.retransmits"].IntValue));
        Assert.Equal((0.000_25, 0.000_5), (told["system.network.tcp.handshake.duration"].DoubleValue, told["system.network.tcp.rtt.duration"].DoubleValue));
        Assert.Equal("https://meshlens.example/edges/east~shop~frontend~shop~cart~80", told["meshlens.link"].StringValue);
        Assert.Equal(10, told.Count);
        Assert.Empty(span.Events);
    }

    [Fact]
    public void Annotate_ASpanOfASlowEdge_IsToldTheCauseAndGetsAnEvent()
    {
        var span = Annotate(Spans.Client(Spans.Text("server.address", "payments.shop.svc.cluster.local"), Spans.Number("server.port", 8080)));

        var told = span.Attributes.ToDictionary(static pair => pair.Key, static pair => pair.Value);
        Assert.Equal(("network", "rtt"), (told["meshlens.class"].StringValue, told["meshlens.cause"].StringValue));
        Assert.Equal((8.5, 0.875, 0.75), (told["meshlens.excess_ms"].DoubleValue, told["meshlens.confidence"].DoubleValue, told["meshlens.share.network"].DoubleValue));
        Assert.Equal("2026-03-01T11:58:05Z", told["meshlens.since"].StringValue);
        var slow = Assert.Single(span.Events);
        Assert.Equal(("meshlens.slow_edge", Spans.End), (slow.Name, slow.TimeUnixNano));
        Assert.Equal("The network between \"frontend\" and payments takes 8 ms longer.", Assert.Single(slow.Attributes).Value.StringValue);
    }

    [Fact]
    public void Annotate_ManySpans_LeavesEveryOtherByte()
    {
        var sent = Spans.Request(
            Spans.Frontend(),
            Enumerable.Range(0, 500).Select(static number => number % 3 == 0
                ? Spans.Of(Span.Types.SpanKind.Internal)
                : Spans.Client(Spans.Text("server.address", number % 3 == 1 ? "payments" : "cart"), Spans.Number("n", number)))).ToByteArray();

        var annotated = Subject.Annotate(sent);

        Assert.Equal(sent, Unannotated.Protobuf(annotated));
        Assert.Equal(334 - 1, ExportTraceServiceRequest.Parser.ParseFrom(annotated).ResourceSpans[0].ScopeSpans[0].Spans.Count(
            static span => span.Attributes.Any(static pair => pair.Key == "meshlens.edge")));
    }

    [Fact]
    public void Annotate_LengthsWrittenInMoreBytesThanTheyTake_KeepThem()
    {
        var span = Spans.Client(Spans.Text("server.address", "cart")).ToByteArray();
        var scope = RandomMessages.Padded(2, RandomMessages.Child(2, span));
        var sent = RandomMessages.Padded(1, [.. RandomMessages.Padded(1, Spans.Frontend().ToByteArray()), .. scope]);

        var annotated = Subject.Annotate(sent);

        Assert.True(annotated.Length > sent.Length);
        Assert.Equal(sent, Unannotated.Protobuf(annotated, RandomMessages.PaddedWidth));
    }

    [Fact]
    public void Annotate_ASecondTime_AddsNothing()
    {
        var once = Subject.Annotate(Spans.Request(Spans.Frontend(), Spans.Client(Spans.Text("server.address", "cart"))).ToByteArray());

        Assert.Equal(once, Subject.Annotate(once));
    }

    [Fact]
    public void Annotate_WhatWouldGetTooLong_StaysAsItIs()
    {
        var sent = Spans.Request(Spans.Frontend(), Spans.Client(Spans.Text("server.address", "cart"))).ToByteArray();

        Assert.Null(Subject.TryAnnotate(sent, out var annotated, most: sent.Length + 100));
        Assert.Equal(sent, annotated);
    }

    [Theory]
    [InlineData(OtlpEncoding.Protobuf)]
    [InlineData(OtlpEncoding.Json)]
    public void Annotate_WhatGetsTooLongOnTheWay_KeepsWhatWasToldAndCountsTheRest(OtlpEncoding encoding)
    {
        const int Count = 1000;
        var request = Spans.Request(Spans.Frontend(), Enumerable.Repeat(Spans.Client(Spans.Text("server.address", "payments")), Count));
        var sent = encoding == OtlpEncoding.Protobuf ? request.ToByteArray() : Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(request));
        var most = sent.Length + 100_000;

        Subject.TryAnnotate(sent, out var annotated, out var tally, encoding, most: most);

        Assert.Equal((Count, Count), (tally.Crossing, tally.Annotated + tally.Untold));
        Assert.InRange(tally.Annotated, 1, Count - 1);
        Assert.InRange(annotated.Length, most - 4000, most);
        var spans = encoding == OtlpEncoding.Protobuf
            ? ExportTraceServiceRequest.Parser.ParseFrom(annotated)
            : JsonParser.Default.Parse<ExportTraceServiceRequest>(Encoding.UTF8.GetString(annotated));
        Assert.Equal(tally.Annotated, spans.ResourceSpans[0].ScopeSpans[0].Spans.TakeWhile(static span => span.Events.Count > 0).Count());
    }

    [Fact]
    public void Annotate_ByWindow_TellsEachSpanItsOwn()
    {
        var window = WindowGrid.IndexOf(DateTimeOffset.FromUnixTimeMilliseconds((long)(Spans.End / 1_000_000)));
        var directory = KnownEdges.Directory(KnownEdges.Between("frontend", "cart", 80) with { Window = window, WindowEnd = WindowGrid.EndOf(window) });
        directory.Put((KnownEdges.Between("frontend", "cart", 80) with { Window = window + 1, WindowEnd = WindowGrid.EndOf(window + 1) }).Slow());
        var annotator = new SpanAnnotator(new EdgeFinder(directory, new FakeConnections(), new FakeNaming()));
        var sent = Spans.Request(Spans.Frontend(), Spans.Client(Spans.Text("server.address", "cart"))).ToByteArray();

        annotator.TryAnnotate(sent, out var own, byWindow: true);
        annotator.TryAnnotate(sent, out var last);

        Assert.Equal("healthy", Class(own));
        Assert.Equal("network", Class(last));
    }

    [Fact]
    public void Annotate_MessagesOfAnyKindWithFieldsNobodyKnows_LeavesEveryOtherByte() =>
        RandomMessages.Request.Sample(static sent => Unannotated.Protobuf(Subject.Annotate(sent)).AsSpan().SequenceEqual(sent), iter: 2_000);

    [Fact]
    public void Annotate_BrokenRequests_AreRefusedOrPassedOnAndNeverThrow() =>
        Gen.Select(RandomMessages.Request, Gen.Int[0, 1_000_000], Gen.Byte).Sample(
            static (sent, place, value) =>
            {
                var broken = sent.Length == 0 ? [value] : sent.ToArray();
                broken[place % broken.Length] = value;
                return Subject.TryAnnotate(broken, out var annotated) is { } problem
                    ? problem.Contains("at byte", StringComparison.Ordinal) && annotated.AsSpan().SequenceEqual(broken)
                    : annotated.Length >= broken.Length;
            },
            iter: 2_000);

    [Theory]
    [InlineData(new byte[] { 0x0A, 0x05, 0x00 }, 0)]
    [InlineData(new byte[] { 0x0A, 0x02, 0x12, 0x7F }, 2)]
    [InlineData(new byte[] { 0x00 }, 0)]
    [InlineData(new byte[] { 0x0F }, 0)]
    public void Annotate_WhatIsNoRequest_SaysWhere(byte[] request, int at) =>
        Assert.Contains($"at byte {at} ", Subject.TryAnnotate(request, out _), StringComparison.Ordinal);

    private static Span Annotate(Span span)
    {
        var annotated = Subject.Annotate(Spans.Request(Spans.Frontend(), span).ToByteArray());
        return ExportTraceServiceRequest.Parser.ParseFrom(annotated).ResourceSpans[0].ScopeSpans[0].Spans[0];
    }

    private static string Class(byte[] request) => ExportTraceServiceRequest.Parser.ParseFrom(request).ResourceSpans[0].ScopeSpans[0].Spans[0]
        .Attributes.Single(static pair => pair.Key == "meshlens.class").Value.StringValue;
}
