namespace MeshLens.Lab.Runs;

/// <summary>Only the mesh and its traffic, for looking at it by hand.</summary>
public static class IdleRun
{
    /// <summary>Runs until cancelled.</summary>
    /// <exception cref="LabException">The machine lacks something.</exception>
    public static async Task<int> RunAsync(LabRunOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var mesh = Mesh.LabMesh.Start(options.Plans[0]);
        await options.Output.WriteLineAsync($"A mesh is running: {string.Join(", ", mesh.Plan.Edges)}. Ctrl-C ends it.");
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
}
