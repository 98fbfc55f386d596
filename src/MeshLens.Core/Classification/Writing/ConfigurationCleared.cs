using System.Globalization;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.Writing;

/// <summary>
/// Clears the mesh's configuration: it was looked at, and nothing in it predicts what is seen. What only the log of a proxy that does not
/// log would show clears nobody.
/// </summary>
internal static class ConfigurationCleared
{
    /// <summary>Null when it is not cleared.</summary>
    public static string? Of(EdgeView edge) =>
        edge.Snapshot.Configuration is not { Stale: false, IsKnown: true } configuration || IsUnchecked(edge, configuration) ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"no finding predicts what is seen: {Count(configuration.Findings.Count + configuration.MoreFindings)} looked at, as of {configuration.AsOf.UtcDateTime:HH:mm:ss}Z");

    private static bool IsUnchecked(EdgeView edge, EdgeConfiguration configuration) =>
        edge.Hops.Nearest is null && configuration.Findings.Exists(ConfigurationMissing.NeedsLog);

    private static string Count(int findings) => findings == 1 ? "1 finding" : string.Create(CultureInfo.InvariantCulture, $"{findings} findings");
}
