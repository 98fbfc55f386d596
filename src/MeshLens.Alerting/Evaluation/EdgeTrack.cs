using MeshLens.Alerting.Grouping;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Evaluation;

/// <summary>How one edge stands with one rule, from the first window that meets it until it is over.</summary>
public sealed record EdgeTrack
{
    public required TrackKey Key { get; init; }

    /// <summary>The edge as it was when it last met the rule, without what alerts do not need.</summary>
    public required EdgeSummary Edge { get; init; }

    /// <summary>When it began to be so without a break; null while only burn windows remember it.</summary>
    public DateTimeOffset? MetSince { get; init; }

    public required DateTimeOffset LastMet { get; init; }

    /// <summary>When the edge was last heard of with traffic.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>When it began to fire; null while it is pending.</summary>
    public DateTimeOffset? FiringSince { get; init; }

    /// <summary>The alert it belongs to; null until one is open for it.</summary>
    public string? AlertId { get; init; }

    /// <summary>Windows that met the rule, by index, oldest first; kept for rules with burn windows only.</summary>
    public IReadOnlyList<long> BadWindows { get; init; } = [];

    /// <summary>The burn window that it meets; null when it meets none or the rule has none.</summary>
    public string? Burn { get; init; }

    internal static EdgeSummary Essence(EdgeSummary edge) => edge with { Shifts = default, Paths = edge.Paths is { } paths ? [.. paths.Take(EdgePath.Most)] : null };
}
