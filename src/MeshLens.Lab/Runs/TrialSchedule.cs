using MeshLens.Lab.Faults;
using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Runs;

/// <summary>
/// Draws trials from a seed: each fault equally often, its strengths spread over the whole range, edges and order at random.
/// Seeds below <see cref="FirstFresh"/> are for tuning MeshLens; figures are only worth something with a seed never tuned on.
/// </summary>
internal static class TrialSchedule
{
    public const int FirstFresh = 1000;
    private static readonly TimeSpan LongestLead = TimeSpan.FromSeconds(10);

    public static int FreshSeed() => Random.Shared.Next(FirstFresh, int.MaxValue);

    public static IReadOnlyList<TrialCase> Draw(MeshPlan plan, int seed, int perFault)
    {
#pragma warning disable CA5394 // A schedule must be repeatable, not unguessable.
        var random = new Random(seed);
        var cases = FaultCatalog.All.SelectMany(fault => Draw(plan, fault, perFault, random)).ToArray();
        random.Shuffle(cases);
#pragma warning restore CA5394
        return cases;
    }

    /// <summary>The seven in their order, in the middle of their strength, along the chain.</summary>
    public static IReadOnlyList<TrialCase> Tour(MeshPlan plan) =>
    [
        .. FaultCatalog.All.Select((fault, index) =>
            new TrialCase(fault, Candidates(plan, fault)[index % Candidates(plan, fault).Count], fault.Strengths.Middle, TimeSpan.Zero)),
    ];

    private static TrialCase[] Draw(MeshPlan plan, IFault fault, int count, Random random)
    {
        var edges = Candidates(plan, fault);
        return [.. Enumerable.Range(0, count).Select(index => new TrialCase(
            fault,
            edges[random.Next(edges.Count)],
            fault.Strengths.At((index + random.NextDouble()) / count),
            random.NextDouble() * LongestLead))];
    }

    private static List<LabEdge> Candidates(MeshPlan plan, IFault fault) => [.. plan.Edges.Where(edge => fault.Fits(plan, edge))];
}
