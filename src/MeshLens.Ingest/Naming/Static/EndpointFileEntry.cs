namespace MeshLens.Ingest.Naming.Static;

/// <summary>One endpoint of the file, as it is written.</summary>
internal sealed record EndpointFileEntry
{
    public string? Address { get; init; }
    public int? Port { get; init; }
    public string? Cluster { get; init; }
    public string? Namespace { get; init; }
    public string? Name { get; init; }
    public string? Kind { get; init; }
    public string? Node { get; init; }
    public string? Zone { get; init; }
}
