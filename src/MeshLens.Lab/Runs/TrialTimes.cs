namespace MeshLens.Lab.Runs;

/// <summary>How long a trial waits for what.</summary>
internal sealed record TrialTimes
{
    /// <summary>Between two questions to the server.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>For the first verdict.</summary>
    public TimeSpan Verdict { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After the first verdict, to see whether it lasts: more than one window of ten seconds.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For the mesh to be healthy again.</summary>
    public TimeSpan Recovery { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>The mesh counts as healthy again when it was called so for this long.</summary>
    public TimeSpan Settled { get; init; } = TimeSpan.FromSeconds(12);
}
