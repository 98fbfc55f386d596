using System.Text;
using MeshLens.Core.Edges;
using MeshLens.Exposition.Tests.Rig;
using OpenTelemetry.Proto.Trace.V1;

namespace MeshLens.Exposition.Tests.Export;

/// <summary>From a real silo to a backend.</summary>
public sealed class OtlpExportTests
{
    private static readonly EdgeKey Edge = new("east", "shop", "web", "shop", "cart", 8080);

    [Fact]
    public async Task Metrics_OfAServer_ReachTheBackend()
    {
        await using var backend = await OtlpBackend.StartAsync();
        await using var server = await FedServer.StartAsync(options =>
        {
            options.Endpoint = backend.Address;
            options.Every = TimeSpan.FromSeconds(5);
        });
        await server.Close(Edge);

        await Eventually.Holds("metrics of the edge", () => Names(backend).Contains("meshlens.turn.duration"));

        Assert.Superset(
            new HashSet<string> { "meshlens.edge.requests", "meshlens.service.duration", "meshlens.edges.hosted", "process.cpu", "meshlens.edge.verdict" },
            Names(backend).ToHashSet());
    }

    [Fact]
    public async Task Incident_ThatIsOver_IsOneTraceWithItsPhases()
    {
        await using var backend = await OtlpBackend.StartAsync();
        backend.Refusals.Enqueue(503);
        await using var server = await FedServer.StartAsync(options => options.Endpoint = backend.Address);
        for (var window = 0; window < 20; window++)
        {
            await server.Close(Edge);
        }

        for (var window = 0; window < 6; window++)
        {
            await server.Close(Edge, serviceMs: 200);
        }

        for (var window = 0; window < 12; window++)
        {
            await server.Close(Edge);
        }

        // The backend would not take it at first.
        await Eventually.Holds("the trace of an incident", () => !backend.Traces.IsEmpty);

        var spans = Assert.Single(backend.Traces).ResourceSpans.Single().ScopeSpans.Single().Spans;
        var whole = Assert.Single(spans, static span => span.ParentSpanId.IsEmpty);
        var phases = spans.Where(span => span != whole).ToList();
        Assert.Equal("incident shop/web -> shop/cart:8080", whole.Name);
        Assert.Equal("application/slow-handler", phases[^1].Name);
        Assert.All(spans, span => Assert.Equal((whole.TraceId, 16, 8), (span.TraceId, span.TraceId.Length, span.SpanId.Length)));
        Assert.All(phases, phase => Assert.Equal(whole.SpanId, phase.ParentSpanId));
        Assert.Equal((phases[0].StartTimeUnixNano, phases[^1].EndTimeUnixNano), (whole.StartTimeUnixNano, whole.EndTimeUnixNano));
        Assert.InRange(whole.EndTimeUnixNano - whole.StartTimeUnixNano, 50_000_000_000UL, 200_000_000_000UL);
        Assert.Equal("recovered", Attribute(whole, "meshlens.incident.end"));
        Assert.Equal(Edge.ToString(), Attribute(whole, "meshlens.edge.id"));
        Assert.Equal("application", Attribute(whole, "meshlens.verdict.class"));
        Assert.InRange(whole.Attributes.Single(static attribute => attribute.Key == "meshlens.excess.peak_ms").Value.DoubleValue, 100, 300);
        Assert.Equal(Status.Types.StatusCode.Error, whole.Status.Code);
    }

    [Fact]
    public async Task Incident_ThatTheBackendRefusesForGood_IsCounted()
    {
        await using var backend = await OtlpBackend.StartAsync();
        backend.Refusals.Enqueue(400);
        await using var server = await FedServer.StartAsync(options => options.Endpoint = backend.Address);
        foreach (var service in new double[] { 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 200, 200, 200, 200, 200, 200, 10, 10, 10, 10, 10, 10, 10, 10 })
        {
            await server.Close(Edge, serviceMs: service);
        }

        await Eventually.Holds("a refusal", () => backend.Refusals.IsEmpty);

        var text = "";
        await Eventually.Holds("its count", async () =>
        {
            text = Encoding.UTF8.GetString((await server.Scrape("text/plain")).Body);
            return text.Contains("\nmeshlens_export_dropped_total 1\n", StringComparison.Ordinal);
        });
        Assert.Contains("meshlens_export_failed_total{signal=\"traces\"} 1\n", text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(OtlpBackend backend) =>
        backend.Metrics.SelectMany(static request => request.ResourceMetrics).SelectMany(static resource => resource.ScopeMetrics)
            .SelectMany(static scope => scope.Metrics).Select(static metric => metric.Name);

    private static string Attribute(Span span, string key) => span.Attributes.Single(attribute => attribute.Key == key).Value.StringValue;
}
