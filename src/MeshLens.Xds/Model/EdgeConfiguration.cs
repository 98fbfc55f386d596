using MeshLens.Xds.Changes;
using MeshLens.Xds.Findings;

namespace MeshLens.Xds.Model;

/// <summary>What applies to an edge: the destination's configuration as the source's side gets it, and how that was read.</summary>
/// <param name="At">When it was pushed.</param>
/// <param name="View">From where it was read, and what was not seen.</param>
/// <param name="Destination">What applies.</param>
/// <param name="Findings">What rules find in it, the worst first.</param>
/// <param name="Changes">What changed for it; with an onset, what may have caused it first, else the latest first.</param>
public sealed record EdgeConfiguration(
    DateTimeOffset At, ConfigurationView View, DestinationModel Destination, IReadOnlyList<Finding> Findings, IReadOnlyList<Suspect> Changes)
{
    /// <summary>What applies to a service port; null when the view knows no such service.</summary>
    /// <param name="state">The mesh.</param>
    /// <param name="host">The service: its host name, or name and namespace as <c>name.namespace</c>.</param>
    /// <param name="port">Its port.</param>
    /// <param name="onset">When the edge became slow; null when nobody asks for a cause.</param>
    /// <param name="witness">What changed as somebody saw it who is told at once; null when the state itself is.</param>
    public static EdgeConfiguration? Of(ConfigurationState state, string host, int port, DateTimeOffset? onset, ChangeLog? witness = null)
    {
        if (state.Model.FindService(host, port) is not { } destination)
        {
            return null;
        }

        var findings = state.Findings.Where(finding => finding.Concerns(destination.Host, port)).ToList();
        var changes = SeenChanges.Of(state.Log, witness, destination.Host, port);
        return new(state.At, state.Model.View, destination, findings, onset is { } moment
            ? Suspects.Of(changes, moment, findings)
            : [.. changes.Reverse().Select(static change => new Suspect(change, 0, TimeSpan.Zero, change.ToString()))]);
    }
}
