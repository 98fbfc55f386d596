using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>What the configuration predicts for a number, and where it is set.</summary>
/// <param name="Finding">The rule that found it: <c>fault-delay</c>; empty when a plain setting predicts.</param>
/// <param name="Resource">The Istio resource; empty when the control plane does not name it.</param>
/// <param name="Field">The field in it.</param>
/// <param name="Value">The number, in the unit of the evidence; null when only that it grows is predicted.</param>
[GenerateSerializer, Immutable, Alias("meshlens.predicted-by")]
public readonly record struct PredictedBy(
    [property: Id(0)] string Finding,
    [property: Id(1)] string Resource,
    [property: Id(2)] string Field,
    [property: Id(3)] double? Value);
