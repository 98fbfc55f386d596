namespace MeshLens.Exposition.Families;

/// <summary>One label of a series.</summary>
/// <param name="Name">In Prometheus: short, because people type it.</param>
/// <param name="Attribute">In OpenTelemetry: by its conventions.</param>
internal readonly record struct Label(string Name, string Attribute, string Value);
