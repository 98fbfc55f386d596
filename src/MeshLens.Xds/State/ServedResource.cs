using Google.Protobuf.WellKnownTypes;

namespace MeshLens.Xds.State;

/// <summary>A resource as it came in a response.</summary>
/// <param name="Name">The name outside its body; null in state-of-the-world, where only the body has one.</param>
/// <param name="Version">Its version.</param>
/// <param name="Body">The body; null says that nothing changed and the resource is still there.</param>
internal readonly record struct ServedResource(string? Name, string Version, Any? Body);
