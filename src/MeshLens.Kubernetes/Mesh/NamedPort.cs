namespace MeshLens.Kubernetes.Mesh;

/// <summary>A port and its name; the name is empty where there is only one.</summary>
internal readonly record struct NamedPort(string Name, ushort Port);
