using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using MeshLens.Otlp;
using MeshLens.Tracing.Edges;
using MeshLens.Tracing.Tests.Rig;

namespace MeshLens.Tracing.Tests.Json;

public sealed class JsonSpanWalkTests
{
    private const string Resource = """{"attributes":[{"key":"service.name","value":{"stringValue":"frontend"}},{"key":"k8s.namespace.name","value":{"stringValue":"shop"}}]}""";
    private const string Called = """{"key":"server.address","value":{"stringValue":"payments"}},{"key":"server.port","value":{"intValue":"8080"}}""";

    private static readonly JsonSerializerOptions Plain = new();

    private static readonly SpanAnnotator Subject = Annotating.Of(KnownEdges.Between("frontend", "payments", 8080).Slow());

    [Theory]
    [InlineData("""{"kind":3,"endTimeUnixNano":"7","attributes":[CALLED]}""")]
    [InlineData("""{ "attributes" : [ CALLED ] , "kind" : 3 , "events" : [ {"name":"e"} ] , "new": [1,{"a":2.50}] }""")]
    [InlineData("""{"events":[],"kind":"SPAN_KIND_CLIENT","attributes":[CALLED]}""")]
    [InlineData("""{"events":null,"kind":3,"attributes":[{"value":{"stringValue":"payments"},"key":"server.address"},7,{"key":"server.port","value":{"intValue":8080}}]}""")]
    public void Annotate_SpansInAnyForm_OnlyAddsToTheirLists(string span)
    {
        var sent = Request(span.Replace("CALLED", Called, StringComparison.Ordinal));

        var annotated = Annotate(sent);

        var (before, after) = (SpanOf(sent), SpanOf(annotated));
        var added = Added(before["attributes"], after["attributes"]);
        Assert.Contains(added, static each => each["key"]!.GetValue<string>() == "meshlens.edge"
            && each["value"]!["stringValue"]!.GetValue<string>() == "east~shop~frontend~shop~payments~8080");
        Assert.Equal("meshlens.slow_edge", Assert.Single(Added(before["events"], after["events"]))["name"]!.GetValue<string>());
        Assert.Equal(sent, Without(annotated, sent, added, Added(before["events"], after["events"])));
    }

    [Fact]
    public void Annotate_TheResourceAfterItsSpans_IsFoundAllTheSame()
    {
        var sent = $$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{"kind":3,"attributes":[{{Called}}]}]}],"resource":{{Resource}}}]}""";

        Assert.Contains("meshlens.edge", Annotate(sent), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"1000000000\"", 1, "\"2000000000\"", 2)]
    [InlineData("1000000000", 1, "2000000000", 2)]
    public void Annotate_ASpanThatNamesItsPorts_AsksForTheConnectionOfItsTime(string start, int from, string end, int until)
    {
        const string Ports = """{"key":"network.local.address","value":{"stringValue":"10.1.0.3"}},{"key":"network.local.port","value":{"intValue":"41000"}},{"key":"network.peer.address","value":{"stringValue":"::1"}},{"key":"network.peer.port","value":{"intValue":80}}""";
        var connections = new FakeConnections();
        var annotator = new SpanAnnotator(new EdgeFinder(KnownEdges.Directory(), connections, new FakeNaming()));

        annotator.Annotate(Encoding.UTF8.GetBytes(Request($$"""{"kind":3,"startTimeUnixNano":{{start}},"endTimeUnixNano":{{end}},"attributes":[{{Ports}}]}""")), OtlpEncoding.Json);

        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(from), DateTimeOffset.FromUnixTimeSeconds(until)), connections.Asked);
    }

    [Theory]
    [InlineData("""{"kind":1,"attributes":[CALLED]}""")]
    [InlineData("""{"kind":3}""")]
    [InlineData("{}")]
    [InlineData("""{"kind":3,"attributes":null}""")]
    [InlineData("""{"kind":3,"attributes":[{"key":"meshlens.edge","value":{"stringValue":"a"}},CALLED]}""")]
    public void Annotate_WhatCrossesNoKnownEdge_StaysAsItIs(string span)
    {
        var sent = Request(span.Replace("CALLED", Called, StringComparison.Ordinal));

        Assert.Equal(sent, Annotate(sent));
    }

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("[]", "an object")]
    [InlineData("""{"resourceSpans":7}""", "an array")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[3]}]}]}""", "an object")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":{}}]}]}]}""", "an array of attributes")]
    [InlineData("""{"resourceSpans":[]} {}""", "")]
    [InlineData("""{"resourceSpans":[}""", "no JSON")]
    public void Annotate_WhatIsNoRequest_SaysWhatIsWrong(string body, string problem) =>
        Assert.Contains(problem, Subject.TryAnnotate(Encoding.UTF8.GetBytes(body), out _, OtlpEncoding.Json), StringComparison.Ordinal);

    [Fact]
    public void Annotate_BrokenText_IsRefusedOrPassedOnAndNeverThrows()
    {
        var whole = Encoding.UTF8.GetBytes(Request($$"""{"kind":3,"attributes":[{{Called}}],"events":[]}"""));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Sample((place, value) =>
        {
            var broken = whole.ToArray();
            broken[place] = value;
            return Subject.TryAnnotate(broken, out var annotated, OtlpEncoding.Json) is not null || annotated.Length >= broken.Length;
        }, iter: 5_000);
    }

    private static string Request(string span) => $$"""{"resourceSpans":[ {"resource":{{Resource}},"scopeSpans":[{"scope":{},"spans":[{{span}}],"schemaUrl":"\u0041"}] }],"unknown":1e3}""";

    private static string Annotate(string sent) => Encoding.UTF8.GetString(Subject.Annotate(Encoding.UTF8.GetBytes(sent), OtlpEncoding.Json));

    private static JsonNode SpanOf(string request) => JsonNode.Parse(request)!["resourceSpans"]![0]!["scopeSpans"]![0]!["spans"]![0]!;

    private static List<JsonNode> Added(JsonNode? before, JsonNode? after) => [.. after!.AsArray().Skip(before?.AsArray().Count ?? 0).Select(static each => each!)];

    // Takes the added elements out again, as text, and the lists that were made for them.
    private static string Without(string annotated, string sent, params IEnumerable<List<JsonNode>> added)
    {
        foreach (var elements in added)
        {
            var text = string.Join(',', elements.Select(static each => each.ToJsonString(Plain)));
            annotated = annotated
                .Replace($",\"events\":[{text}]", "", StringComparison.Ordinal)
                .Replace($":[{text}]", sent.Contains("\"events\":null", StringComparison.Ordinal) ? ":null" : ":[]", StringComparison.Ordinal)
                .Replace($",{text}", "", StringComparison.Ordinal);
        }

        return annotated;
    }

}
