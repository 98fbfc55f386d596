using System.Text.Json.Serialization;

namespace MeshLens.Lab.Runs;

/// <summary>What MeshLens said about one injected fault.</summary>
internal sealed record TrialResult
{
    public required string Fault { get; init; }

    public required string Edge { get; init; }

    public required string Strength { get; init; }

    public required string Expected { get; init; }

    /// <summary>The first verdict that blamed someone; null when none came.</summary>
    public string? First { get; init; }

    /// <summary>The verdict when the fault was taken away.</summary>
    public string? Last { get; init; }

    /// <summary>From the injection to the first verdict.</summary>
    public double? VerdictSeconds { get; init; }

    /// <summary>From the end of the fault until the edge was called healthy, for good.</summary>
    public double? RecoverySeconds { get; init; }

    /// <summary>Edges that were blamed on the network without cause, at any moment of the trial, with what was said.</summary>
    public IReadOnlyList<string> WrongNetwork { get; init; } = [];

    /// <summary>One sentence of MeshLens.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The first word counts, and it must still be the word at the end.</summary>
    [JsonIgnore]
    public bool ClassRight => ClassOf(First) == ClassOf(Expected) && ClassOf(Last) == ClassOf(Expected);

    /// <summary>As <see cref="ClassRight"/>, for class and cause.</summary>
    [JsonIgnore]
    public bool CauseRight => First == Expected && Last == Expected;

    /// <summary>What was said, and what it became when it changed.</summary>
    [JsonIgnore]
    public string Said => First is null ? "nothing" : First == Last ? First : $"{First}, then {Last}";

    private static string? ClassOf(string? verdict) => verdict?.Split('/')[0];
}
