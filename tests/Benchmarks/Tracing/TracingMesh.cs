using System.Text.Json;
using Google.Protobuf;
using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Trace.V1;
using Kind = OpenTelemetry.Proto.Trace.V1.Span.Types.SpanKind;

namespace Benchmarks.Tracing;

/// <summary>A mesh of fifty services, each calling twenty others, and the spans that their SDKs would send: of eight shapes, each saying which edge it crossed.</summary>
internal static class TracingMesh
{
    public const int Services = 50;
    public const int SpansPerRequest = 512;

    /// <summary>The attribute in which a span says what it should be told; not there when it crosses no edge that is known.</summary>
    public const string Expected = "expected.edge";

    private const int Fanout = 20;
    private const int Port = 8080;
    private const int Shapes = 8;
    private const string Space = "bench";

    /// <summary>The edges, every tenth of them slow.</summary>
    public static IEnumerable<EdgeSummary> Edges(DateTimeOffset now) =>
        from source in Enumerable.Range(0, Services)
        from step in Enumerable.Range(1, Fanout)
        select Edge(source, (source + step) % Services, now, isSlow: step == 5 || step == 15);

    /// <summary>Names the addresses of services and workloads.</summary>
    public static string EndpointsFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"meshlens-bench-{Environment.ProcessId}.json");
        var endpoints = Enumerable.Range(0, Services).SelectMany(static service => new object[]
        {
            new { address = Workload(service), @namespace = Space, name = Name(service), kind = "workload" },
            new { address = Virtual(service), port = Port, @namespace = Space, name = Name(service), kind = "service" },
        });
        File.WriteAllText(path, JsonSerializer.Serialize(new { endpoints }));
        return path;
    }

    /// <summary>A request as an SDK of one service would send it.</summary>
    public static byte[] Request(int service)
    {
        var scope = new ScopeSpans { Scope = new() { Name = "http", Version = "1.2.3" } };
        scope.Spans.AddRange(Enumerable.Range(0, SpansPerRequest).Select(number => Of(service, number)));
        return new ExportTraceServiceRequest
        {
            ResourceSpans =
            {
                new ResourceSpans
                {
                    Resource = new()
                    {
                        Attributes =
                        {
                            Text("service.name", Name(service)), Text("k8s.namespace.name", Space), Text("telemetry.sdk.name", "opentelemetry"),
                            Text("k8s.pod.name", $"{Name(service)}-5d8f7c9b6d-x2x9k"), Text("telemetry.sdk.language", "dotnet"),
                        },
                    },
                    ScopeSpans = { scope },
                },
            },
        }.ToByteArray();
    }

    private static Span Of(int service, int number)
    {
        var (called, caller) = ((service + 1 + (number % Fanout)) % Services, (service + Services - 1 - (number % Fanout)) % Services);
        return (number % Shapes) switch
        {
            0 => Span(Kind.Client, number, Id(service, called), Text("server.address", Name(called)), Number("server.port", Port)),
            1 => Span(Kind.Client, number, Id(service, called), Text("server.address", $"{Name(called)}.{Space}.svc.cluster.local"), Number("server.port", Port)),
            2 => Span(Kind.Client, number, Id(service, called), Text("server.address", Virtual(called)), Number("server.port", Port)),
            3 => Span(Kind.Client, number, Id(service, called), Text("net.peer.name", Name(called)), Number("net.peer.port", Port)),
            4 => Span(
                Kind.Server, number, Id(caller, service), Text("network.peer.address", Workload(caller)), Number("network.peer.port", 30_000 + number),
                Text("server.address", Name(service)), Number("server.port", Port)),
            5 => Span(Kind.Client, number, Id(service, called), Text("network.peer.address", Virtual(called)), Number("network.peer.port", Port)),
            6 => Span(Kind.Client, number, null, Text("server.address", "api.example.com"), Number("server.port", 443)),
            _ => Span(Kind.Internal, number, null),
        };
    }

    private static Span Span(Kind kind, int number, string? expected, params IEnumerable<KeyValue> attributes)
    {
        var span = new Span
        {
            TraceId = ByteString.CopyFrom(Guid.NewGuid().ToByteArray()),
            SpanId = ByteString.CopyFrom(Guid.NewGuid().ToByteArray().AsSpan(0, 8)),
            ParentSpanId = ByteString.CopyFrom(Guid.NewGuid().ToByteArray().AsSpan(0, 8)),
            Name = "GET /api/things/{id}",
            Kind = kind,
            StartTimeUnixNano = 1_772_366_403_123_456_789,
            EndTimeUnixNano = 1_772_366_403_133_456_789,
            Attributes =
            {
                Text("http.request.method", "GET"), Text("url.path", $"/api/things/{number}"), Number("http.response.status_code", 200),
                Text("network.protocol.version", "1.1"), Text("user_agent.original", "bench/1.0"), attributes,
            },
            Flags = 0x101,
        };
        if (expected is not null)
        {
            span.Attributes.Add(Text(Expected, expected));
        }

        return span;
    }

    private static EdgeSummary Edge(int source, int destination, DateTimeOffset now, bool isSlow)
    {
        var window = WindowGrid.IndexOf(now) - 1;
        return new()
        {
            Id = Id(source, destination),
            Source = new(Space, Name(source), PartyKind.Workload),
            Destination = new(Space, Name(destination), PartyKind.Service, Port),
            Class = isSlow ? VerdictClass.Network : VerdictClass.Healthy,
            Cause = isSlow ? "rtt" : null,
            Confidence = 0.9,
            Since = now,
            Summary = isSlow ? "The network between both takes 8 ms longer than before." : "All is well.",
            ExcessMs = isSlow ? 8 : 0,
            Shares = isSlow ? new(0.9, 0, 0.1, 0) : default,
            Window = window,
            WindowEnd = WindowGrid.EndOf(window),
            Path = new(0.2, 0.4, 1),
        };
    }

    private static string Id(int source, int destination) =>
        EdgeKey.Between("", new(Space, Name(source), PartyKind.Workload), new(Space, Name(destination), PartyKind.Service), Port).ToString();

    private static string Name(int service) => $"svc-{service}";

    private static string Workload(int service) => $"10.77.0.{service + 1}";

    private static string Virtual(int service) => $"10.96.0.{service + 1}";

    private static KeyValue Text(string key, string value) => new() { Key = key, Value = new() { StringValue = value } };

    private static KeyValue Number(string key, long value) => new() { Key = key, Value = new() { IntValue = value } };
}
