using System.Text.Json;

namespace Functional.Tests.Probes;

/// <summary>Is it this edge, or everything between these two nodes? From traffic and probes over real networks to the answer.</summary>
public sealed class ControlGroupTests
{
    [RootFact]
    public async Task Diagnosis_OfAnEdgeBetweenNodes_TellsTheEdgesTroubleFromTheWaysAndFromTheServices()
    {
        await using var lab = await ProbedLab.Start();
        var (edges, nodes) = (lab.Mesh.Plan.Edges, lab.Mesh.Plan.Nodes);
        (string Source, string Destination)[] between = [("frontend", "catalog"), ("catalog", "reviews"), ("orders", "payments")];
        foreach (var (source, destination) in between)
        {
            await lab.Diagnosis(source, destination, "a baseline", static seen => Class(seen) == "healthy" && HasBaseline(seen));
        }

        using (lab.Mesh.Break(edges.Single(static edge => edge is { Source: "frontend", Destination: "catalog" }), "path delay"))
        using (lab.Mesh.Break(edges.Single(static edge => edge is { Source: "orders", Destination: "payments" }), "slow handler"))
        {
            await lab.Diagnosis("frontend", "catalog", "the network and this edge alone", static seen =>
                Class(seen) == "network" && Says(seen, "notes", "It is this edge and not everything between its nodes"));
            await lab.Diagnosis("orders", "payments", "the application, and the network cleared by probes", static seen =>
                Class(seen) == "application" && Says(seen, "exonerated", "Probes between the same nodes are as usual"));
        }

        using (lab.Mesh.Worsen(nodes[0], nodes[1], new(TimeSpan.FromMilliseconds(20))))
        {
            var diagnosis = await lab.Diagnosis("catalog", "reviews", "the network and the whole way", static seen =>
                Class(seen) == "network" && Says(seen, "notes", "It is not this edge alone"));

            var evidence = diagnosis.GetProperty("evidence").EnumerateArray().First(static each => each.GetProperty("source").GetString() == "probes");
            Assert.Equal("probe.rtt.p50", evidence.GetProperty("signal").GetString());
            Assert.InRange(evidence.GetProperty("value").GetDouble() - evidence.GetProperty("baseline").GetDouble(), 35, 1000);
        }
    }

    private static string Class(JsonElement diagnosis) => diagnosis.GetProperty("verdict").GetProperty("class").GetString()!;

    private static bool HasBaseline(JsonElement diagnosis) => diagnosis.GetProperty("latency").GetProperty("baselineMs").ValueKind == JsonValueKind.Object;

    private static bool Says(JsonElement diagnosis, string where, string what) => diagnosis.GetProperty(where).EnumerateArray().Any(each =>
        (each.ValueKind == JsonValueKind.String ? each.GetString()! : each.GetProperty("because").GetString()!).Contains(what, StringComparison.Ordinal));
}
