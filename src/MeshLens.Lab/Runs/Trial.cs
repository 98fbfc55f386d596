using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Runs;

/// <summary>
/// One fault from injection to recovery: waits for the first verdict on its edge, holds the fault to see whether the verdict
/// lasts, takes it away, and waits until the whole mesh is called healthy.
/// </summary>
internal sealed class Trial(VerdictWatch watch, SnapshotRecorder recorder, MeshPlan plan, TrialTimes times)
{
    /// <param name="inject">Breaks the edge; disposing of the result mends it.</param>
    public async Task<TrialResult> RunAsync(TrialCase what, Func<IDisposable> inject, CancellationToken cancellation)
    {
        await Task.Delay(what.Lead, watch.Time, cancellation);
        watch.Forget();
        var verdict = await BreakAsync(what, inject, cancellation);
        var recovery = await RecoverAsync(what.Edge, cancellation);
        return new TrialResult
        {
            Fault = what.Fault.Name,
            Edge = what.Edge.ToString(),
            Strength = what.Fault.Describe(what.Strength),
            Expected = what.Expected,
            First = verdict.First?.Verdict,
            Last = verdict.Last?.Verdict,
            VerdictSeconds = verdict.Seconds,
            RecoverySeconds = recovery,
            WrongNetwork = [.. WronglyBlamed(what)],
            Summary = (verdict.Last ?? verdict.First)?.Summary ?? "",
        };
    }

    private async Task<(SeenEdge? First, SeenEdge? Last, double? Seconds)> BreakAsync(TrialCase what, Func<IDisposable> inject, CancellationToken cancellation)
    {
        using var injected = inject();
        var started = watch.Time.GetTimestamp();
        SeenEdge? first = null;
        SeenEdge? last = null;
        double? seconds = null;
        if (await watch.UntilAsync(times.Verdict, seen => seen.TryGetValue(what.Edge, out first) && first.IsConvicted, cancellation))
        {
            seconds = watch.Time.GetElapsedTime(started).TotalSeconds;
            await watch.UntilAsync(times.Hold, seen => !seen.TryGetValue(what.Edge, out last), cancellation);
        }

        await recorder.RecordAsync(plan, $"{what.Fault.Name} on {what.Edge.Source}-{what.Edge.Destination}".Replace(' ', '-'), cancellation);
        return (seconds is null ? null : first, last, seconds);
    }

    /// <summary>Seconds until the edge was called healthy and stayed so while all others became it too; null when that took too long.</summary>
    private async Task<double?> RecoverAsync(LabEdge edge, CancellationToken cancellation)
    {
        var ended = watch.Time.GetTimestamp();
        double? edgeHealthy = null;
        long? allHealthy = null;
        var settled = await watch.UntilAsync(
            times.Recovery,
            seen =>
            {
                var now = watch.Time.GetElapsedTime(ended).TotalSeconds;
                edgeHealthy = IsHealthy(seen, edge) ? edgeHealthy ?? now : null;
                allHealthy = plan.Edges.All(other => IsHealthy(seen, other)) ? allHealthy ?? watch.Time.GetTimestamp() : null;
                return allHealthy is { } since && watch.Time.GetElapsedTime(since) >= times.Settled;
            },
            cancellation);
        return settled ? edgeHealthy : null;
    }

    /// <summary>The faulted edge may be blamed on the network when the network it was; no other edge may.</summary>
    private IEnumerable<string> WronglyBlamed(TrialCase what) => watch.BlamedOnNetwork
        .Where(blamed => blamed.Key != what.Edge || what.Fault.ExpectedClass != SeenEdge.Network)
        .Select(blamed => $"{blamed.Key}: {blamed.Value}");

    private static bool IsHealthy(IReadOnlyDictionary<LabEdge, SeenEdge> seen, LabEdge edge) =>
        seen.TryGetValue(edge, out var said) && said.Class == SeenEdge.Healthy;
}
