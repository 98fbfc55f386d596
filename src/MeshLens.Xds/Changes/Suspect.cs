namespace MeshLens.Xds.Changes;

/// <summary>A change that may have caused a slowdown.</summary>
/// <param name="Change">The change.</param>
/// <param name="Score">How well it lines up, 0 to 1.</param>
/// <param name="Lead">How long before the onset it came; negative when it was seen after it.</param>
/// <param name="Why">In one sentence, what speaks for it.</param>
public sealed record Suspect(EdgeChange Change, double Score, TimeSpan Lead, string Why);
