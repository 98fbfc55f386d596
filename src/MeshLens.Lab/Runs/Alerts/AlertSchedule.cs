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

    /// <param name="plan">Who is in the mesh.</param>
    /// <param name="mesh">The mesh itself, asked once something is broken.</param>
    /// <param name="seed">Decides all of it.</param>
    /// <param name="first">Number of the first one among those of all meshes: kinds take turns by it.</param>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<AlertScenario> Draw(MeshPlan plan, Func<LabMesh> mesh, int seed, int first, int count)
    {
#pragma warning disable CA5394 // A schedule must be repeatable, not unguessable.
        var random = new Random(unchecked((seed * 31) + first));
        var kinds = FaultCatalog.All.Count + PairKinds;
        var scenarios = Enumerable.Range(first, count).Select(number => Draw(plan, mesh, number % kinds, random)).ToArray();
        random.Shuffle(scenarios);
        return scenarios;
    }

    /// <summary>For a demonstration: the way between the first two nodes is longer, by the middle of what is drawn.</summary>
    public static AlertScenario Tour(LabMesh mesh) => Far(mesh.Plan, () => mesh, (LeastDelayMs + MostDelayMs) / 2.0, TimeSpan.Zero);

    private static AlertScenario Draw(MeshPlan plan, Func<LabMesh> mesh, int kind, Random random)
    {
        var lead = random.NextDouble() * LongestLead;
        var strength = random.NextDouble();
        var between = kind - FaultCatalog.All.Count;
        return between < 0 ? OfEdge(mesh, FaultCatalog.All[kind], plan.Edges[random.Next(plan.Edges.Count)], strength, lead)
            : between == 0 ? Far(plan, mesh, LeastDelayMs + (strength * (MostDelayMs - LeastDelayMs)), lead)
            : Lossy(plan, mesh, LeastLoss + (strength * (MostLoss - LeastLoss)), lead);
    }
#pragma warning restore CA5394

    private static AlertScenario OfEdge(Func<LabMesh> mesh, IFault fault, LabEdge edge, double position, TimeSpan lead)
    {
        var strength = fault.Strengths.At(position);
        var expected = fault.ExpectedClass == SeenEdge.Network ? new AlertExpectation(edge, null) : AlertExpectation.Nothing;
        return new(fault.Name, $"{fault.Name} on {edge} ({fault.Describe(strength)})", () => fault.Inject(mesh(), edge, strength), expected, lead);
    }

    private static AlertScenario Far(MeshPlan plan, Func<LabMesh> mesh, double milliseconds, TimeSpan lead) =>
        OfPair(plan, mesh, "bad node pair, far", string.Create(CultureInfo.InvariantCulture, $"+{milliseconds:f0} ms round trip"), new(TimeSpan.FromMilliseconds(milliseconds / 2)), lead);

    private static AlertScenario Lossy(MeshPlan plan, Func<LabMesh> mesh, double loss, TimeSpan lead) =>
        OfPair(plan, mesh, "bad node pair, lossy", string.Create(CultureInfo.InvariantCulture, $"{loss * 100:f0} % of the packets lost each way"), new(TimeSpan.Zero, Loss: loss), lead);

    private static AlertScenario OfPair(MeshPlan plan, Func<LabMesh> mesh, string kind, string how, PathImpairment eachWay, TimeSpan lead)
    {
        var (one, other) = (plan.Nodes[0], plan.Nodes[1]);
        return new(kind, $"{kind}: {one.Name} and {other.Name} ({how})", () => mesh().Worsen(one, other, eachWay), new(null, (one, other)), lead);
    }
}
