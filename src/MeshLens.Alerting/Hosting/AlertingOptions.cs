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

    /// <summary>For how long one of several servers has the duty to evaluate and to tell, unless it asks again: after its loss another one
    /// goes on a term or two later. At least three times as long as a sink may take to answer.</summary>
    public TimeSpan Term { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the file is looked at for changes.</summary>
    public TimeSpan FileEvery { get; init; } = TimeSpan.FromSeconds(5);
}
