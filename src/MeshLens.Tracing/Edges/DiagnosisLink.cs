using MeshLens.Tracing.Wire;

namespace MeshLens.Tracing.Edges;

/// <summary>The page of an edge's diagnosis, as spans are told of it.</summary>
internal static class DiagnosisLink
{
    public const string Name = "meshlens.link";

    /// <param name="server">Where people reach the server; not empty.</param>
    /// <param name="edge">The edge's id, whose names may hold what an address may not.</param>
    public static AttributeValue Of(string server, string edge) => AttributeValue.Of($"{server}/edges/{Uri.EscapeDataString(edge)}");
}
