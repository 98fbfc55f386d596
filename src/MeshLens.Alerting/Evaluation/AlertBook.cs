namespace MeshLens.Alerting.Evaluation;

/// <summary>Everything that alerts remember; what outlives the process.</summary>
public sealed record AlertBook
{
    /// <summary>Resolved alerts that are kept to be shown and told.</summary>
    public const int MostResolved = 200;

    /// <summary>Edges in trouble, of each rule, that are followed; further ones are counted.</summary>
    public const int MostTracks = 20_000;

    public static AlertBook Empty { get; } = new();

    /// <summary>When rules were last evaluated; null before the first time.</summary>
    public DateTimeOffset? EvaluatedAt { get; init; }

    public IReadOnlyList<EdgeTrack> Tracks { get; init; } = [];

    /// <summary>Alerts that fire.</summary>
    public IReadOnlyList<Alert> Firing { get; init; } = [];

    /// <summary>What would fire if it went on, as far as is known now; made anew each time.</summary>
    public IReadOnlyList<Alert> Pending { get; init; } = [];

    /// <summary>Alerts that are over, the latest first.</summary>
    public IReadOnlyList<Alert> Resolved { get; init; } = [];

    /// <summary>Tracks for which there was no room, so far.</summary>
    public long Shed { get; init; }
}
