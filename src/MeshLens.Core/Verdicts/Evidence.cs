using System.Text.Json.Serialization;
using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>A number that supports the verdict.</summary>
/// <param name="Signal">Dotted name with its statistic: <c>tcp.handshake.p99</c>.</param>
/// <param name="Baseline">The same number when the edge was well; null when that was never seen.</param>
/// <param name="Source">Who measured it: one of <see cref="Sources"/>.</param>
/// <param name="Predicted">What the configuration predicts for it; null where it predicts nothing.</param>
[GenerateSerializer, Immutable, Alias("meshlens.evidence")]
public readonly record struct Evidence(
    [property: Id(0)] string Signal,
    [property: Id(1)] double Value,
    [property: Id(2)] string Unit,
    [property: Id(3)] double? Baseline,
    [property: Id(4)] string Source,
    [property: Id(5)] VerdictClass Supports,
    [property: Id(6), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PredictedBy? Predicted = null);
