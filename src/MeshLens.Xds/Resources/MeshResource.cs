using Google.Protobuf;

namespace MeshLens.Xds.Resources;

/// <summary>One piece of configuration as the control plane served it.</summary>
/// <param name="Name">Its name, unique within its type.</param>
/// <param name="Version">The version the control plane gave it; in state-of-the-world the version of the whole response.</param>
/// <param name="Message">The decoded message. Shared between readers: never change it.</param>
/// <param name="References">Names of the resources of the child type that it cannot work without.</param>
public sealed record MeshResource(string Name, string Version, IMessage Message, IReadOnlyList<string> References);
