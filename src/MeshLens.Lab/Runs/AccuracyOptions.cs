namespace MeshLens.Lab.Runs;

/// <summary>What an accuracy run is told beyond what every run is.</summary>
public sealed record AccuracyOptions : LabRunOptions
{
    /// <summary>Draws the trials; null draws a fresh seed. Seeds below 1000 are for tuning.</summary>
    public int? Seed { get; init; }

    /// <summary>Trials of each of the seven faults.</summary>
    public int TrialsPerFault { get; init; } = 6;

    /// <summary>Time without faults in which alarms are counted.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The file for the figures, a flat list of name, value, unit and detail.</summary>
    public string ResultFile { get; init; } = Path.Combine("artifacts", "accuracy.json");
}
