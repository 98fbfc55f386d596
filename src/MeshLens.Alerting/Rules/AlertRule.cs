using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Rules;

/// <summary>When an edge is worth an alert. An absent condition lets every edge through; the others must all be met.</summary>
public sealed record AlertRule
{
    /// <summary>The alert's name: letters, digits, <c>-</c> and <c>_</c>.</summary>
    public required string Name { get; init; }

    public AlertSeverity Severity { get; init; } = AlertSeverity.Ticket;

    /// <summary>Who must own the problem; one of these. Never empty, and never healthy.</summary>
    public required IReadOnlyList<VerdictClass> Classes { get; init; }

    /// <summary>Names of causes within the class; empty for every cause.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>Namespaces of either end; <c>*</c> stands for any text. Empty for every namespace.</summary>
    public IReadOnlyList<NamePattern> Namespaces { get; init; } = [];

    /// <summary>Either end as it is written, with or without namespace and port; empty for every service.</summary>
    public IReadOnlyList<NamePattern> Services { get; init; } = [];

    /// <summary>By how many milliseconds the mean must be above what it was; zero asks nothing.</summary>
    public double ExcessMs { get; init; }

    /// <summary>The part of what the mean was before by which it must be above it: 0.25 is a quarter slower; zero asks nothing.</summary>
    public double ExcessRatio { get; init; }

    /// <summary>The part of the excess, 0 to 1, that the edge's class must explain; zero asks nothing.</summary>
    public double Share { get; init; }

    /// <summary>The part of requests and connects, 0 to 1, that must fail; zero asks nothing.</summary>
    public double FailureRatio { get; init; }

    /// <summary>Requests and failed connects per second below which nothing is said.</summary>
    public double MinRate { get; init; }

    /// <summary>How sure the verdict must be, 0 to 1.</summary>
    public double MinConfidence { get; init; }

    /// <summary>How long it must be so without a break before the alert fires.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the alert goes on once it is no longer so: what comes and goes is one alert.</summary>
    public TimeSpan KeepFiringFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Any of these instead of <see cref="For"/>; empty to go by that.</summary>
    public IReadOnlyList<BurnWindow> Burn { get; init; } = [];

    /// <summary>Rules of one group and severity share alerts: what is broken once is told once, however it shows. The rule's name unless given.</summary>
    public string? Group { get; init; }

    /// <summary>Added to the alert's labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Added to the alert's annotations; templates.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>Part of MeshLens, not of a file.</summary>
    public bool IsBuiltIn { get; init; }
}
