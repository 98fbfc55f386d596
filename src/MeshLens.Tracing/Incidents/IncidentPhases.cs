using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Tracing.Incidents;

/// <summary>Tells the phases of an incident from the windows of its edge: windows in a row that say the same are one phase.</summary>
internal static class IncidentPhases
{
    /// <param name="incident">One that ended.</param>
    /// <param name="windows">Oldest first; those that are no longer remembered tell nothing.</param>
    public static List<IncidentPhase> Of(Incident incident, IEnumerable<WindowSummary> windows)
    {
        var phases = new List<IncidentPhase>();
        foreach (var window in windows)
        {
            var (from, to) = (WindowGrid.StartOf(window.Window), WindowGrid.EndOf(window.Window));
            if (from < incident.Since || to > incident.Until)
            {
                continue;
            }

            var name = NameOf(window, incident.Cause);
            if (phases is [.., var last] && last.Name == name && last.To == from)
            {
                phases[^1] = last with { To = to };
            }
            else
            {
                phases.Add(new(name, from, to));
            }
        }

        return phases;
    }

    private static string NameOf(WindowSummary window, Cause cause) =>
        window.Cause != cause ? IncidentPhase.Suspected
        : window.Suspect.Class == VerdictClass.Healthy ? IncidentPhase.Subsiding
        : IncidentPhase.Named;
}
