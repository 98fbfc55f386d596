using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Runs;

/// <summary>What a demonstration or an accuracy run is told.</summary>
public record LabRunOptions
{
    /// <summary>The MeshLens server's web API; it must read the endpoints file of the same meshes.</summary>
    public required Uri Server { get; init; }

    /// <summary>The meshes, without traffic yet; each has one fault at a time.</summary>
    public required IReadOnlyList<LabMesh> Meshes { get; init; }

    /// <summary>Where progress and results go.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    /// <summary>How long every edge must be called healthy before the first fault; at least two windows of ten seconds.</summary>
    public TimeSpan Baseline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Folder for what the classifier was given at each verdict; null records nothing.</summary>
    public string? RecordFolder { get; init; }
}
