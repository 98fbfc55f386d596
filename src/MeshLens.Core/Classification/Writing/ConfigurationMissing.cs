using System.Globalization;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Names what would tell whether the mesh's configuration is to blame: the configuration itself, or the log that shows what it does.</summary>
internal static class ConfigurationMissing
{
    /// <summary>Nothing where no proxy is on the way: then no configuration applies.</summary>
    public static IEnumerable<string> Of(EdgeView edge, Cause cause)
    {
        if (cause == Cause.Healthy || !HasProxies(edge))
        {
            yield break;
        }

        if (edge.Snapshot.Configuration is not { } configuration)
        {
            if (cause == Cause.Undetermined)
            {
                yield return "the mesh's configuration: no control plane is read, so nobody knows what proxies were told to do";
            }

            yield break;
        }

        if (configuration.Stale)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"the mesh's configuration of now: it is as of {configuration.AsOf.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, and nobody serves it any more");
        }

        if (edge.Hops.Client is null && edge.Hops.Waypoint is null && cause.Class is VerdictClass.Network or VerdictClass.Application && configuration.Findings.Find(NeedsLog) is { } finding)
        {
            yield return $"the access log of the caller's proxy: it would tell whether what {finding.Rule} predicts happens ({finding.Text.TrimEnd('.')})";
        }
    }

    /// <summary>Its prediction shows in flags or in parts of the time that only a proxy knows.</summary>
    internal static bool NeedsLog(ConfiguredFinding finding) =>
        finding.Severity >= ConfiguredSeverity.Warning
        && finding.Effect is ConfiguredEffect.Delay or ConfiguredEffect.Ceiling or ConfiguredEffect.Failure;

    private static bool HasProxies(EdgeView edge) =>
        edge.Hops.Nearest is not null || edge.Snapshot.Legs.Exists(static leg => leg.Leg != Leg.Direct);
}
