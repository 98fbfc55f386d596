namespace MeshLens.Lab.Runs.Alerts;

/// <summary>One alert: one broken thing with every edge that suffers from it.</summary>
internal sealed record SeenAlert
{
    private const string Paging = "page";

    /// <summary>Of this time that it broke; another one the next time.</summary>
    public required string Id { get; init; }

    public required string Severity { get; init; }

    public required string Class { get; init; }

    public string? Cause { get; init; }

    public required SeenSubject Subject { get; init; }

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<SeenMember> Members { get; init; } = [];

    /// <summary>Somebody is woken for it.</summary>
    public bool IsPage => Severity == Paging;

    /// <summary>What people read.</summary>
    public string Sentence => Annotations.GetValueOrDefault("summary", ToString());

    public override string ToString() => $"{Class}{(Cause is null ? "" : $"/{Cause}")} of {Subject.Kind} {Subject.Name}";
}
