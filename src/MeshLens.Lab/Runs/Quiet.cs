using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Runs;

/// <summary>The mesh when nothing is injected: waiting until it is known, and counting false alarms.</summary>
internal sealed class Quiet(VerdictWatch watch, MeshPlan plan)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Waits until every edge of the plan has been called healthy for this long without a break.</summary>
    /// <exception cref="LabException">That did not happen within five minutes more.</exception>
    public async Task AwaitAsync(TimeSpan healthyFor, CancellationToken cancellation)
    {
        long? since = null;
        var missing = "nothing";
        var reached = await watch.UntilAsync(
            healthyFor + Patience,
            seen =>
            {
                var unwell = plan.Edges.Where(edge => !seen.TryGetValue(edge, out var said) || said.Class != SeenEdge.Healthy).ToList();
                missing = string.Join(", ", unwell.Select(edge => $"{edge}: {(seen.TryGetValue(edge, out var said) ? said.Verdict : "not seen")}"));
                since = unwell.Count == 0 ? since ?? watch.Time.GetTimestamp() : null;
                return since is { } start && watch.Time.GetElapsedTime(start) >= healthyFor;
            },
            cancellation);
        if (!reached)
        {
            throw new LabException($"MeshLens does not call the undisturbed mesh healthy: {missing}.");
        }
    }

    /// <summary>Waits until nobody has been blamed for this long, or patience is over: on a busy machine not everything is always well.</summary>
    public async Task SettleAsync(TimeSpan calmFor, CancellationToken cancellation)
    {
        long? since = null;
        await watch.UntilAsync(
            Patience,
            seen =>
            {
                since = plan.Edges.Any(edge => !seen.TryGetValue(edge, out var said) || said.IsConvicted) ? null : since ?? watch.Time.GetTimestamp();
                return since is { } start && watch.Time.GetElapsedTime(start) >= calmFor;
            },
            cancellation);
    }

    /// <summary>Watches and returns each time an edge was blamed on someone, as <c>edge: verdict</c>.</summary>
    public async Task<IReadOnlyList<string>> CountAlarmsAsync(TimeSpan duration, CancellationToken cancellation)
    {
        var alarms = new List<string>();
        var raised = new HashSet<LabEdge>();
        await watch.UntilAsync(
            duration,
            seen =>
            {
                var convicted = seen.Where(pair => pair.Value.IsConvicted).ToDictionary();
                alarms.AddRange(convicted.Where(pair => !raised.Contains(pair.Key)).Select(pair => $"{pair.Key}: {pair.Value.Verdict}"));
                raised = [.. convicted.Keys];
                return false;
            },
            cancellation);
        return alarms;
    }
}
