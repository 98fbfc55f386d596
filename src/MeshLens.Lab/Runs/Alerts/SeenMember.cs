using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Runs.Alerts;

/// <summary>An edge of an alert.</summary>
internal sealed record SeenMember(string EdgeId)
{
    /// <summary>Whether it is the edge of that mesh; ids end with the names of both ends and the port.</summary>
    public bool Is(MeshPlan plan, LabEdge edge) => EdgeId.Contains($"~{plan.Namespace}~{edge.Source}~{plan.Namespace}~{edge.Destination}~", StringComparison.Ordinal)
        || EdgeId.StartsWith($"{plan.Namespace}~{edge.Source}~{plan.Namespace}~{edge.Destination}~", StringComparison.Ordinal);
}
