using Functional.Tests.Rig;
using Google.Protobuf;
using MeshLens.Tracing;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Functional.Tests.Tracing;

/// <summary>Servers that only pass telemetry on and tell spans what another server's agents see.</summary>
public sealed class ReplicaTests
{
    [Fact]
    public async Task Replicas_OfAServerWithAnAgent_TellSpansItsEdges()
    {
        using var directory = new TemporaryDirectory();
        await using var backend = new TraceBackend();
        await backend.Open(TestContext.Current.CancellationToken);
        await using var server = await RunningServer.Start(directory.Endpoints());
        await using var one = await Replica(server, backend, directory);
        await using var other = await Replica(server, backend, directory);

        // What is reported only now is followed, too.
        await using var agent = await FakeAgent.Start(server.Addresses.Agents, "functional-replicas");
        await agent.ReportTurns(ageMs: 30_000);
        await server.Api.Edge("caller", "callee");

        await Told(one, backend, id: 1);
        await Told(other, backend, id: 2);
    }

    private static Task<RunningServer> Replica(RunningServer server, TraceBackend backend, TemporaryDirectory directory) =>
        RunningServer.Start(directory.Endpoints(), adjust: options => options with
        {
            OtlpHttp = new() { Purpose = "OTLP/HTTP", Address = "127.0.0.1:0", Paths = TracingPaths.Http },
            Backend = new() { Addresses = [backend.Http.AbsoluteUri], Follows = new() { Address = server.Addresses.Api.OriginalString } },
        });

    // A replica learns of an edge a moment after the server: spans are sent until one is told.
    private static async Task Told(RunningServer replica, TraceBackend backend, byte id)
    {
        using var client = new HttpClient { BaseAddress = replica.Addresses.Proxies.Single() };
        await Eventually.Find($"a span that replica {id} told its edge", async () =>
        {
            using var content = new ByteArrayContent(Request(id));
            content.Headers.ContentType = new("application/x-protobuf");
            using var answer = await client.PostAsync(new Uri("/v1/traces", UriKind.Relative), content, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode);
            return backend.Spans.Where(span => span.SpanId[0] == id)
                .SelectMany(static span => span.Attributes).FirstOrDefault(static pair => pair.Key == "meshlens.edge")?.Value.StringValue == "local~functional~caller~functional~callee~80" ? "told" : null;
        });
    }

    private static byte[] Request(byte id) => new ExportTraceServiceRequest
    {
        ResourceSpans =
        {
            new ResourceSpans
            {
                Resource = new Resource { Attributes = { Text("service.name", "caller"), Text("service.namespace", "functional") } },
                ScopeSpans =
                {
                    new ScopeSpans
                    {
                        Spans = { new Span { SpanId = ByteString.CopyFrom(id, 1, 1, 1, 1, 1, 1, 1), Kind = Span.Types.SpanKind.Client, Attributes = { Text("server.address", "callee") } } },
                    },
                },
            },
        },
    }.ToByteArray();

    private static KeyValue Text(string key, string value) => new() { Key = key, Value = new() { StringValue = value } };
}
