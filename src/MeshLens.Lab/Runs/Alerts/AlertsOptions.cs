namespace MeshLens.Lab.Runs.Alerts;

/// <summary>What a run over alerts is told beyond what every run is.</summary>
public sealed record AlertsOptions : LabRunOptions
{
    /// <summary>Draws the scenarios; null draws a fresh seed. Seeds below 1000 are for tuning.</summary>
    public int? Seed { get; init; }

    /// <summary>Meshes of another kind, which have their share of the faults.</summary>
    public IReadOnlyList<AlertSite> Beside { get; init; } = [];

    /// <summary>Faults of all meshes together; each mesh has a stretch without any as well.</summary>
    public int Scenarios { get; init; } = 40;

    /// <summary>The file for the figures, a flat list of name, value, unit and detail.</summary>
    public string ResultFile { get; init; } = Path.Combine("artifacts", "accuracy.json");
}
