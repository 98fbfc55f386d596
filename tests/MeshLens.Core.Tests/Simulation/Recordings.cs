using System.Text.Json;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Tests.Simulation;

/// <summary>Snapshots that the lab recorded on a real kernel, and simulated ones beside them.</summary>
internal static class Recordings
{
    /// <summary>Of edges on which nothing was wrong, by name.</summary>
    public static IReadOnlyList<EdgeSnapshot> Quiet() => [.. Read("quiet").Select(entry => entry.Snapshot)];

    /// <summary>Of edges under a fault, each with the cause it is called by.</summary>
    public static IReadOnlyList<(string Cause, EdgeSnapshot Snapshot)> Faults() => [.. Read("faults")];

    /// <summary>Ordinary traffic after ten minutes, as it was last drawn.</summary>
    public static EdgeSnapshot Simulated(int seed)
    {
        var run = new EdgeRun(Profiles.Ordinary(new Random(seed)), seed);
        run.Steps(60);
        return run.State.Snapshot!;
    }

    private static IEnumerable<(string Name, EdgeSnapshot Snapshot)> Read(string folder)
    {
        var assembly = typeof(Recordings).Assembly;
        var prefix = $"recorded/{folder}/";
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            yield return (name[prefix.Length..], JsonSerializer.Deserialize(stream, SnapshotJson.Default.EdgeSnapshot)!);
        }
    }
}
