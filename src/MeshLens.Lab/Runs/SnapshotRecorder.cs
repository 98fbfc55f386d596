using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Runs;

/// <summary>Keeps what the classifier was given, so that a wrong verdict can be replayed without the lab.</summary>
internal sealed class SnapshotRecorder(IVerdictSource source, string? folder)
{
    public async Task RecordAsync(MeshPlan plan, string name, CancellationToken cancellation)
    {
        if (folder is null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        foreach (var edge in await source.EdgesAsync(plan.Namespace, cancellation))
        {
            if (await source.SnapshotAsync(edge.Id, cancellation) is { } snapshot)
            {
                var file = $"{name.Replace('/', '-')}--{edge.Source.Name}-{edge.Destination.Name}--{edge.Verdict.Replace('/', '-')}.json";
                await File.WriteAllTextAsync(Path.Combine(folder, file), snapshot, cancellation);
            }
        }
    }
}
