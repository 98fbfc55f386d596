using System.Diagnostics;
using MeshLens.Lab.Proxies.Control;
using MeshLens.Lab.Runs;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>One case in one mesh: pushes, breaks, waits for a word, sees whether it stays, mends, and waits for the mesh to be well.</summary>
internal sealed class PatternTrial(PatternMesh mesh, EdgeWatch watch, LabControlPlane controlPlane)
{
    private static readonly TimeSpan Verdict = TimeSpan.FromSeconds(50);

    // Three whole windows after the first verdict, so that what must stay to be believed can.
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(36);
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(3);

    /// <summary>Waits until the edge has been healthy for this long.</summary>
    /// <exception cref="LabException">It does not become so.</exception>
    public async Task AwaitHealthAsync(TimeSpan duration, CancellationToken cancellation)
    {
        long? since = null;
        var last = "not seen";
        var well = await watch.UntilAsync(
            duration + Recovery,
            seen =>
            {
                last = seen is null ? last : $"{seen.Verdict}: {seen.Summary}";
                since = seen?.Class == SeenEdge.Healthy ? since ?? Stopwatch.GetTimestamp() : null;
                return since is { } began && Stopwatch.GetElapsedTime(began) >= duration;
            },
            cancellation);
        if (!well)
        {
            throw new LabException($"MeshLens does not call the undisturbed {mesh.Plan.Service.Namespace} healthy: {last}.");
        }
    }

    public async Task<PatternResult> RunAsync(PatternCase what, string expected, CancellationToken cancellation)
    {
        mesh.RequireRunning();
        watch.Forget();
        SeenEdge? first = null;
        SeenEdge? last = null;
        double? seconds = null;
        IReadOnlyList<Prediction> predictions;
        using (PatternInjection.Begin(mesh, controlPlane, what))
        {
            var began = Stopwatch.GetTimestamp();
            if (await watch.UntilAsync(Verdict, seen => (last = seen ?? last)?.IsConvicted == true, cancellation))
            {
                (first, seconds) = (last, Stopwatch.GetElapsedTime(began).TotalSeconds);
            }

            await watch.UntilAsync(Hold, seen => (last = seen ?? last) is null, cancellation);
            predictions = await watch.PredictionsAsync(cancellation);
        }

        return new(what, expected, first?.Verdict, last?.Verdict ?? "nothing", seconds, last?.Summary ?? "", predictions, watch.Snapshots);
    }
}
