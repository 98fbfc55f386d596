namespace MeshLens.Lab.Mesh;

/// <summary>The document <see cref="EndpointsFile"/> writes.</summary>
internal sealed record EndpointMap(IReadOnlyList<EndpointEntry> Endpoints);
