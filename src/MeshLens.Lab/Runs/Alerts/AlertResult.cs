namespace MeshLens.Lab.Runs.Alerts;

/// <summary>What one scenario paged for.</summary>
/// <param name="Pages">Every page of the mesh from the fault's beginning to the mesh's recovery, as they were when last seen.</param>
/// <param name="IsMissed">Somebody had to be woken, and the right page never came.</param>
/// <param name="Wrong">Pages beyond the right one.</param>
/// <param name="Seconds">From the fault's beginning to the right page.</param>
internal sealed record AlertResult(AlertScenario Scenario, IReadOnlyList<string> Pages, bool IsMissed, int Wrong, double? Seconds)
{
    /// <summary>What people read of each page.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    public bool IsRight => !IsMissed && Wrong == 0;
}
