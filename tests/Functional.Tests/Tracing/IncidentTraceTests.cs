using System.Text.Json;
using Functional.Tests.Rig;
using MeshLens.Core.Signals;
using MeshLens.Protocol.Columns;
using MeshLens.Protocol.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Functional.Tests.Tracing;

/// <summary>An incident as an agent reports it, from a real server's edge to a backend.</summary>
public sealed class IncidentTraceTests
{
    [Fact]
    public async Task Incident_ThatBeganAndEnded_IsOneTraceOfItsTimesAndPhases()
    {
        await using var backend = new TraceBackend();
        await backend.Open(TestContext.Current.CancellationToken);
        await using var hop = await HopProcess.Start(backend);
        await using var agent = await FakeAgent.Start(hop.Server.Agents, "functional-incidents");

        var edge = await Reporting(hop, agent, Refused, "a verdict", static edge => edge.GetProperty("class").GetString() == "application");
        await Reporting(hop, agent, static agent => agent.ReportTurns(), "a trace", _ => backend.Spans.Any());

        var id = edge.GetProperty("id").GetString()!;
        var incident = Assert.Single((await hop.Server.Api.Get($"/api/v1/edges/{id}/history")).GetProperty("incidents").EnumerateArray());
        var spans = backend.Spans.ToList();
        var root = Assert.Single(spans, static span => span.ParentSpanId.IsEmpty);
        Assert.Equal("incident application/refused", root.Name);
        Assert.Equal((Time(incident, "since"), Time(incident, "until")), (root.StartTimeUnixNano, root.EndTimeUnixNano));
        Assert.Equal((id, "recovered"), (Tag(root, "meshlens.edge"), Tag(root, "meshlens.end")));
        Assert.Contains(spans, static span => span.Name == "named");
        Assert.All(spans, span => Assert.Equal(root.TraceId, span.TraceId));
        Assert.All(spans.Where(span => span != root), span => Assert.Equal(root.SpanId, span.ParentSpanId));
    }

    // Says the same every second until the edge, or the backend, is as wanted.
    private static async Task<JsonElement> Reporting(HopProcess hop, FakeAgent agent, Func<FakeAgent, Task> say, string what, Func<JsonElement, bool> holds)
    {
        var seen = "";
        JsonElement found = default;
        await Eventually.Find(what, async () =>
        {
            await say(agent);
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            var edges = (await hop.Server.Api.Get("/api/v1/edges")).GetProperty("edges");
            seen = edges.GetRawText();
            found = edges.EnumerateArray().FirstOrDefault(holds);
            return found.ValueKind == JsonValueKind.Undefined ? null : seen;
        }, () => $"Last seen: {seen}\n{hop.Server.Process.Errors}");
        return found;
    }

    private static Task Refused(FakeAgent agent)
    {
        var batch = new Batch { IntervalMs = 1000, Counters = new() };
        batch.Counters.Append(FakeAgent.Flow, Counter.ConnectAttempts, 10);
        batch.Counters.Append(FakeAgent.Flow, Counter.FailuresBase + (int)FailureReason.Refused, 10);
        return agent.Report(batch);
    }

    private static ulong Time(JsonElement incident, string name) => (ulong)incident.GetProperty(name).GetDateTimeOffset().ToUnixTimeMilliseconds() * 1_000_000;

    private static string Tag(Span span, string name) => span.Attributes.Single(pair => pair.Key == name).Value.StringValue;
}
