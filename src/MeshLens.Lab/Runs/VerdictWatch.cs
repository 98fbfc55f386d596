using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Runs;

/// <summary>Looks at what MeshLens says about a mesh, again and again, and gathers who is blamed on the network.</summary>
internal sealed class VerdictWatch(IVerdictSource source, MeshPlan plan, TimeProvider time, TimeSpan poll)
{
    private readonly Dictionary<LabEdge, string> _blamedOnNetwork = [];

    public TimeProvider Time => time;

    /// <summary>Edges that were called network since the last <see cref="Forget"/>, with the first such verdict.</summary>
    public IReadOnlyDictionary<LabEdge, string> BlamedOnNetwork => _blamedOnNetwork;

    public void Forget() => _blamedOnNetwork.Clear();

    /// <summary>Looks until the condition holds (true) or the time is over (false).</summary>
    public async Task<bool> UntilAsync(TimeSpan limit, Func<IReadOnlyDictionary<LabEdge, SeenEdge>, bool> condition, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            if (condition(await LookAsync(cancellation)))
            {
                return true;
            }

            if (time.GetElapsedTime(started) >= limit)
            {
                return false;
            }

            await Task.Delay(poll, time, cancellation);
        }
    }

    private async Task<IReadOnlyDictionary<LabEdge, SeenEdge>> LookAsync(CancellationToken cancellation)
    {
        var seen = (await source.EdgesAsync(plan.Namespace, cancellation))
            .Where(edge => edge.Source.Namespace == plan.Namespace && edge.Destination.Namespace == plan.Namespace)
            .GroupBy(edge => new LabEdge(edge.Source.Name, edge.Destination.Name))
            .ToDictionary(edges => edges.Key, edges => edges.First());
        foreach (var (edge, said) in seen.Where(pair => pair.Value.Class == SeenEdge.Network))
        {
            _blamedOnNetwork.TryAdd(edge, said.Verdict);
        }

        return seen;
    }
}
