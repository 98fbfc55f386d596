namespace MeshLens.Agent.Namespaces;

/// <summary>How a round through the namespaces went.</summary>
/// <param name="Visited">Entered.</param>
/// <param name="Vanished">Gone, or given to another, between finding and entering. Normal.</param>
/// <param name="Refused">The kernel refused entry: CAP_SYS_ADMIN is missing.</param>
internal readonly record struct NamespaceVisits(int Visited, int Vanished, int Refused);
