namespace MeshLens.Xds.Findings;

/// <summary>What must be seen in the signals of an edge if a finding is what makes it slow. A number that is null is not predicted.</summary>
/// <param name="Effect">What kind of thing.</param>
/// <param name="Text">The whole statement, for people.</param>
/// <param name="Milliseconds">How much more, or at which duration.</param>
/// <param name="Share">Of the requests, 0 to 1.</param>
/// <param name="Status">The HTTP status of those that fail.</param>
/// <param name="Flag">Envoy's response flag of those.</param>
public sealed record Prediction(
    PredictedEffect Effect, string Text, double? Milliseconds = null, double? Share = null, int? Status = null, string? Flag = null);
