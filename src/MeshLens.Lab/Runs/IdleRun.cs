namespace MeshLens.Lab.Runs;

/// <summary>Only the mesh and its traffic, for looking at it by hand.</summary>
public static class IdleRun
{
    /// <summary>Runs until cancelled.</summary>
    /// <exception cref="LabException">The machine lacks something.</exception>
    public static async Task<int> RunAsync(LabRunOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var mesh = options.Meshes[0];
        mesh.StartTraffic();
        await options.Output.WriteLineAsync($"A mesh is running: {string.Join(", ", mesh.Plan.Edges)}. Ctrl-C ends it.");
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
}
