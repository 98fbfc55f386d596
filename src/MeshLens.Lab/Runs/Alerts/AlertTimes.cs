namespace MeshLens.Lab.Runs.Alerts;

/// <summary>How long a scenario waits for what.</summary>
internal sealed record AlertTimes
{
    /// <summary>Between two questions to the server.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For how long a fault is there at least: a verdict takes up to two windows and the rule waits for two more.</summary>
    public TimeSpan Fault { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For how much longer where a page must come and has not.</summary>
    public TimeSpan Page { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>For no page of the mesh to fire any more.</summary>
    public TimeSpan Recovery { get; init; } = TimeSpan.FromMinutes(4);
}
