using MeshLens.Xds.Model;

namespace MeshLens.Xds.Changes;

/// <summary>Something that changed for callers of one service port.</summary>
/// <param name="At">When the control plane pushed it; for endpoints, when the first of them changed.</param>
/// <param name="Last">When the last part of it came: the same moment but for rollouts and scaling, which come in steps.</param>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Host">The service.</param>
/// <param name="Port">Its port.</param>
/// <param name="Resource">The Istio resource; null when it was no setting, or none is named.</param>
/// <param name="Field">The field, or <c>endpoints</c>.</param>
/// <param name="Before">What it was.</param>
/// <param name="After">What it is.</param>
public sealed record EdgeChange(
    DateTimeOffset At, DateTimeOffset Last, EdgeChangeKind Kind, string Host, int Port, IstioResource? Resource, string Field, string Before, string After)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Resource?.ToString() ?? Kind.ToString()} {Field}: {Before} → {After}";
}
