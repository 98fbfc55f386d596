namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>What a run over the patterns is told.</summary>
public sealed record PatternOptions
{
    /// <summary>The MeshLens server's web API.</summary>
    public required Uri Server { get; init; }

    /// <summary>Where it takes access logs.</summary>
    public required Uri AccessLogs { get; init; }

    /// <summary>The meshes, side by side, and the control plane whose configuration it reads.</summary>
    public required PatternLab Lab { get; init; }

    /// <summary>How long each edge must be called healthy before the first case.</summary>
    public TimeSpan Baseline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Names of the cases to run; none runs all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Folder for the snapshots, a file per case; null keeps none.</summary>
    public string? RecordFolder { get; init; }

    /// <summary>The file for the figures; null writes none.</summary>
    public string? ResultFile { get; init; } = Path.Combine("artifacts", "accuracy.json");

    /// <summary>Where progress and results go.</summary>
    public TextWriter Output { get; init; } = Console.Out;
}
