using System.Text.Json.Serialization;
using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>The answer for one edge.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.verdict")]
public sealed record Verdict
{
    /// <summary>Class and name together.</summary>
    [Id(0), JsonIgnore] public Cause Cause { get; set; }

    // As JSON a cause is these two, which can be set so that what was written can be read.
    [JsonPropertyOrder(-2)]
    public VerdictClass Class
    {
        get => Cause.Class;
        set => Cause = Cause with { Class = value };
    }

    /// <summary>The cause's name inside its class; null for healthy and undetermined.</summary>
    [JsonPropertyName("cause"), JsonPropertyOrder(-1)]
    public string? CauseName
    {
        get => Cause.Name;
        set => Cause = Cause with { Name = value };
    }

    [Id(1)] public Symptom Symptom { get; set; }

    /// <summary>0 to 1.</summary>
    [Id(2)] public double Confidence { get; set; }

    /// <summary>Start of the first window that showed it.</summary>
    [Id(3)] public DateTimeOffset Since { get; set; }

    /// <summary>One sentence a tired person understands.</summary>
    [Id(4)] public string Summary { get; set; } = "";

    /// <summary>What the edge would be like without the cause; null when there is nothing to take away.</summary>
    [Id(5)] public string? Without { get; set; }
}
