namespace MeshLens.Core.Windows;

/// <summary>A node and its zone; empty where nobody says.</summary>
internal readonly record struct NodePlace(string Node, string Zone);
