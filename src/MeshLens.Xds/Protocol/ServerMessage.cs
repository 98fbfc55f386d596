using MeshLens.Xds.State;

namespace MeshLens.Xds.Protocol;

/// <summary>The parts of a response that both protocols have.</summary>
/// <param name="TypeUrl">The type of its resources.</param>
/// <param name="Nonce">To be sent back; must not be empty.</param>
/// <param name="Version">The version of the whole.</param>
/// <param name="ControlPlane">How the server calls itself; empty when it does not say.</param>
/// <param name="Resources">New and changed resources.</param>
/// <param name="Removed">Names that are gone.</param>
internal readonly record struct ServerMessage(
    string TypeUrl, string Nonce, string Version, string ControlPlane, IReadOnlyList<ServedResource> Resources, IReadOnlyList<string> Removed);
