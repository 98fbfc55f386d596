using System.Text.Json.Serialization;

namespace MeshLens.Ingest.Naming.Static;

/// <summary>The endpoint file as it is written; <see cref="EndpointFileReader"/> has the rules.</summary>
internal sealed record EndpointFileContent
{
    [JsonRequired]
    public List<EndpointFileEntry?> Endpoints { get; init; } = [];
}
