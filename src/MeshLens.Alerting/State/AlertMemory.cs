using MeshLens.Alerting.Evaluation;

namespace MeshLens.Alerting.State;

/// <summary>What is written to disk: the book, what sinks know of it, and the rules that came by the API.</summary>
public sealed record AlertMemory
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public AlertBook Book { get; init; } = AlertBook.Empty;

    public IReadOnlyList<Told> Told { get; init; } = [];

    /// <summary>As they were given; null when none were.</summary>
    public string? RulesByApi { get; init; }
}
