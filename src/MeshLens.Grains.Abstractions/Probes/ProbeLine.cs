using System.Text.Json.Serialization;

namespace MeshLens.Grains.Probes;

/// <summary>One line of the answer to a question: what is asked, then each probe, then what they come to. One of the three is set.</summary>
public sealed record ProbeLine
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AcceptedProbe? Accepted { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProbeAnswer? Probe { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProbeSummary>? Summary { get; init; }
}
