using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Runs.Alerts;

/// <summary>A mesh in which one thing after the other breaks.</summary>
public sealed class AlertSite
{
    /// <param name="plan">Who calls whom.</param>
    /// <param name="startTraffic">Requests flow from then on.</param>
    /// <param name="requireRunning">Throws if the mesh fell apart by itself.</param>
    /// <param name="draw">What breaks: by seed, the number of the first one among those of all meshes, and how many.</param>
    internal AlertSite(MeshPlan plan, Action startTraffic, Action requireRunning, Func<int, int, int, IReadOnlyList<AlertScenario>> draw) =>
        (Plan, StartTraffic, RequireRunning, Draw) = (plan, startTraffic, requireRunning, draw);

    internal MeshPlan Plan { get; }

    internal Action StartTraffic { get; }

    internal Action RequireRunning { get; }

    internal Func<int, int, int, IReadOnlyList<AlertScenario>> Draw { get; }

    /// <summary>A mesh over nodes, with the faults of its edges and of its nodes.</summary>
    public static AlertSite Of(LabMesh mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        return new(mesh.Plan, mesh.StartTraffic, mesh.RequireRunning, (seed, first, count) => AlertSchedule.Draw(mesh.Plan, () => mesh, seed, first, count));
    }
}
