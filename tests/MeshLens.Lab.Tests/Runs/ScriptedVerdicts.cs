using MeshLens.Lab.Mesh;
using MeshLens.Lab.Runs;

namespace MeshLens.Lab.Tests.Runs;

/// <summary>A MeshLens that says what a test wants it to say, by time and edge.</summary>
internal sealed class ScriptedVerdicts(MeshPlan plan, Func<LabEdge, string> script) : IVerdictSource
{
    public Task<IReadOnlyList<SeenEdge>> EdgesAsync(string ns, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<SeenEdge>>([.. plan.Edges.Select(edge => See(ns, edge, script(edge).Split('/')))]);

    public Task<string?> SnapshotAsync(string edgeId, CancellationToken cancellation) => Task.FromResult<string?>(null);

    private static SeenEdge See(string ns, LabEdge edge, string[] verdict) => new()
    {
        Id = edge.ToString(),
        Source = new SeenParty(ns, edge.Source),
        Destination = new SeenParty(ns, edge.Destination),
        Class = verdict[0],
        Cause = verdict.Length > 1 ? verdict[1] : null,
    };
}
