namespace MeshLens.Alerting.Hosting;

/// <summary>What the server is told about alerts.</summary>
public sealed record AlertingOptions
{
    /// <summary>The operator's file; null to have the built-in rules, and those that the API gives.</summary>
    public string? File { get; init; }

    /// <summary>Base addresses of Alertmanagers beside those of the file.</summary>
    public IReadOnlyList<Uri> Alertmanagers { get; init; } = [];

    /// <summary>Where alerts outlive the process; null keeps them in memory alone.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>How often rules are evaluated: twice per window, so that no window is missed.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the file is looked at for changes.</summary>
    public TimeSpan FileEvery { get; init; } = TimeSpan.FromSeconds(5);
}
