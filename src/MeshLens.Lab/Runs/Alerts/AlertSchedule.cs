using System.Globalization;
using MeshLens.Lab.Faults;
using MeshLens.Lab.Links;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Runs;

namespace MeshLens.Lab.Runs.Alerts;

/// <summary>Draws scenarios from a seed: the seven faults of single edges and the two of a pair of nodes, as often as each other.</summary>
internal static class AlertSchedule
{
    private const int PairKinds = 2;
    private const int LeastDelayMs = 20;
    private const int MostDelayMs = 80;
    private const double LeastLoss = 0.05;
    private const double MostLoss = 0.25;
    private static readonly TimeSpan LongestLead = TimeSpan.FromSeconds(10);

    public static IReadOnlyList<AlertScenario> Draw(MeshPlan plan, int seed, int count)
    {
#pragma warning disable CA5394 // A schedule must be repeatable, not unguessable.
        var random = new Random(seed);
        var kinds = FaultCatalog.All.Count + PairKinds;
        var scenarios = Enumerable.Range(0, count).Select(index => Draw(plan, index % kinds, random)).ToArray();
        random.Shuffle(scenarios);
        return scenarios;
    }

    private static AlertScenario Draw(MeshPlan plan, int kind, Random random)
    {
        var lead = random.NextDouble() * LongestLead;
        var strength = random.NextDouble();
        var between = kind - FaultCatalog.All.Count;
        return between < 0 ? OfEdge(FaultCatalog.All[kind], plan.Edges[random.Next(plan.Edges.Count)], strength, lead)
            : between == 0 ? Far(plan, LeastDelayMs + (strength * (MostDelayMs - LeastDelayMs)), lead)
            : Lossy(plan, LeastLoss + (strength * (MostLoss - LeastLoss)), lead);
    }
#pragma warning restore CA5394

    private static AlertScenario OfEdge(IFault fault, LabEdge edge, double position, TimeSpan lead)
    {
        var strength = fault.Strengths.At(position);
        var expected = fault.ExpectedClass == SeenEdge.Network ? new AlertExpectation(edge, null) : AlertExpectation.Nothing;
        return new(fault.Name, $"{fault.Name} on {edge} ({fault.Describe(strength)})", mesh => fault.Inject(mesh, edge, strength), expected, lead);
    }

    private static AlertScenario Far(MeshPlan plan, double milliseconds, TimeSpan lead) =>
        OfPair(plan, "bad node pair, far", string.Create(CultureInfo.InvariantCulture, $"+{milliseconds:f0} ms round trip"), new(TimeSpan.FromMilliseconds(milliseconds / 2)), lead);

    private static AlertScenario Lossy(MeshPlan plan, double loss, TimeSpan lead) =>
        OfPair(plan, "bad node pair, lossy", string.Create(CultureInfo.InvariantCulture, $"{loss * 100:f0} % of the packets lost each way"), new(TimeSpan.Zero, Loss: loss), lead);

    private static AlertScenario OfPair(MeshPlan plan, string kind, string how, PathImpairment eachWay, TimeSpan lead)
    {
        var (one, other) = (plan.Nodes[0], plan.Nodes[1]);
        return new(kind, $"{kind}: {one.Name} and {other.Name} ({how})", mesh => mesh.Worsen(one, other, eachWay), new(null, (one, other)), lead);
    }
}
