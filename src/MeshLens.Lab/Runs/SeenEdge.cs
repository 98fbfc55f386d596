namespace MeshLens.Lab.Runs;

/// <summary>What the API's list says of one edge, as far as the lab needs it.</summary>
internal sealed record SeenEdge
{
    public const string Healthy = "healthy";
    public const string Network = "network";
    private const string Undetermined = "undetermined";

    public required string Id { get; init; }

    public required SeenParty Source { get; init; }

    public required SeenParty Destination { get; init; }

    public required string Class { get; init; }

    /// <summary>The cause inside the class; null without one.</summary>
    public string? Cause { get; init; }

    public string Summary { get; init; } = "";

    public double ExcessMs { get; init; }

    /// <summary>The edge is said to be broken, and who owns that.</summary>
    public bool IsConvicted => Class is not (Healthy or Undetermined);

    public string Verdict => Cause is null ? Class : $"{Class}/{Cause}";
}
