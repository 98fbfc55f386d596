using System.Text.Json.Nodes;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>What was said about one case.</summary>
/// <param name="First">The first verdict that blamed someone; null when none came.</param>
/// <param name="Last">The verdict when the case ended.</param>
/// <param name="Seconds">From the beginning to the first verdict.</param>
/// <param name="Summary">MeshLens' sentence at the end.</param>
/// <param name="Predictions">What the configuration predicts by the last answer's evidence, beside what was measured.</param>
/// <param name="Snapshots">What the classifier was given, window by window.</param>
internal sealed record PatternResult(
    PatternCase Case, string Expected, string? First, string Last, double? Seconds, string Summary, IReadOnlyList<Prediction> Predictions, IReadOnlyList<JsonObject> Snapshots)
{
    /// <summary>The first verdict and the last one are; and where the configuration is to blame, the evidence has the number it predicts.</summary>
    public bool IsRight => First == Expected && Last == Expected && (!Case.IsPattern || Predictions.Any(static each => each.Predicted is not null));

    /// <summary>Someone was blamed who is not to blame.</summary>
    public bool IsWrong => IsAnother(First) || IsAnother(Last);

    private bool IsAnother(string? said) => said is not (null or "healthy" or "undetermined") && said != Expected;
}
