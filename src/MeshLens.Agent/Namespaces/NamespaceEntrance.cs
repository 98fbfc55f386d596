namespace MeshLens.Agent.Namespaces;

/// <summary>A file through which a network namespace can be entered, and what it led to when it was found.</summary>
internal readonly record struct NamespaceEntrance(ulong Inode, string Path, int ProcessId);
