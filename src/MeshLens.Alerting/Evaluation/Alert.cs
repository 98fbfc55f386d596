using MeshLens.Alerting.Grouping;
using MeshLens.Alerting.Rules;
using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Evaluation;

/// <summary>One broken thing, and every edge that suffers from it. This is the unit in which people are told.</summary>
/// <remarks>
/// A <b>page</b> is one alert with severity <see cref="AlertSeverity.Page"/> that reaches <see cref="AlertState.Firing"/>; it is counted once
/// by its <see cref="Id"/>, however many edges join it and however often it is sent. The next time the same thing breaks is another page with
/// another id. What is pending has paged nobody.
/// </remarks>
public sealed record Alert
{
    /// <summary>Of this time that it broke: the same across restarts, another one the next time. While it is pending it may change.</summary>
    public required string Id { get; init; }

    public required AlertState State { get; init; }

    /// <summary>The rule that opened it, and the name of the alert.</summary>
    public required string Rule { get; init; }

    public required AlertSeverity Severity { get; init; }

    public required VerdictClass Class { get; init; }

    /// <summary>The cause's name inside its class, of most of its edges when it opened; null where the class names none.</summary>
    public required string? Cause { get; init; }

    /// <summary>What is broken, as far as is known now: more edges, or fewer, may show that it is another, wider or narrower thing.</summary>
    public required AlertSubject Subject { get; init; }

    /// <summary>What it is told apart by. They do not change while it lasts, also where the subject does: the annotation of that name follows.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>What people read. They follow what is known.</summary>
    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    /// <summary>Since when it is so: the start of the first window of its first edge.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it began to fire; null while it is pending.</summary>
    public DateTimeOffset? FiredAt { get; init; }

    /// <summary>When it was over; null until then.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Why it is over; null until then.</summary>
    public string? Resolution { get; init; }

    /// <summary>The most that one of its edges was above what it was, in milliseconds.</summary>
    public double PeakExcessMs { get; init; }

    /// <summary>Its edges: those that suffer now; of a resolved one, the last that did.</summary>
    public IReadOnlyList<AlertMember> Members { get; init; } = [];

    /// <summary>Rules with the same group and severity share alerts.</summary>
    public required string Group { get; init; }
}
