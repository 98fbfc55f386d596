using MeshLens.Xds.State;

namespace MeshLens.Xds;

/// <summary>What one push changed; nothing when it changed only what is refused.</summary>
/// <param name="At">When it arrived.</param>
/// <param name="Before">The configuration until then.</param>
/// <param name="After">The configuration since.</param>
/// <param name="Changes">What came into force or went, in order.</param>
public sealed record ConfigurationChange(
    DateTimeOffset At, ResourceSnapshot Before, ResourceSnapshot After, IReadOnlyList<ResourceChange> Changes);
