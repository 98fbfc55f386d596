using MeshLens.Lab.Faults;
using MeshLens.Lab.Proxies.Control;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>Does to a healthy mesh what a case says.</summary>
internal static class PatternInjection
{
    /// <returns>Disposing of it mends the mesh.</returns>
    public static IDisposable Begin(PatternMesh mesh, LabControlPlane controlPlane, PatternCase what) => Undo.Of(undo =>
    {
        if (what.Settings != MeshSettings.Healthy)
        {
            undo.Add(() => Push(mesh, controlPlane, MeshSettings.Healthy));
            Push(mesh, controlPlane, what.Settings);
        }

        what.Break?.Invoke(undo, mesh);
    });

    private static void Push(PatternMesh mesh, LabControlPlane controlPlane, MeshSettings settings) =>
        controlPlane.Resources.Push(MeshResources.Of(mesh.Plan.Service, settings), MeshResources.Gone(mesh.Plan.Service, settings));
}
