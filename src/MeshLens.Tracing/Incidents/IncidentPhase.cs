namespace MeshLens.Tracing.Incidents;

/// <summary>One part of an incident: what MeshLens knew of it then.</summary>
/// <param name="Name">Short, and one of three.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it ended.</param>
internal readonly record struct IncidentPhase(string Name, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The edge showed it, and no verdict said so yet.</summary>
    public const string Suspected = "suspected";

    /// <summary>The verdict named the cause while the edge showed it.</summary>
    public const string Named = "named";

    /// <summary>The edge showed it no more, and the verdict waited to be sure.</summary>
    public const string Subsiding = "subsiding";
}
