using System.Globalization;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Verdicts;

/// <summary>Who says so.</summary>
public static class SourceText
{
    /// <summary>"access-log, client's proxy; kernel confirms: 4.6 ms".</summary>
    public static string Of(LatencyComponent part)
    {
        var source = part.Proxy switch
        {
            AccessReporter.Waypoint => $"{Sources.Of(part.Source)}, waypoint",
            { } proxy => $"{Sources.Of(part.Source)}, {proxy.ToString().ToLowerInvariant()}'s proxy",
            null => Sources.Of(part.Source),
        };
        var others = (part.Witnesses ?? []).Select(static other => string.Create(
            CultureInfo.InvariantCulture, $"{Sources.Of(other.Source)} {(other.Confirms ? "confirms" : "contradicts")}: {other.Ms:0.##} ms"));
        return string.Join("; ", others.Prepend(source));
    }

    /// <summary>"kernel, client: 98 % of the requests".</summary>
    public static string Of(SourceCoverage coverage) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Sources.Of(coverage.Source)}{(coverage.Of is { } end ? $", {end.ToString().ToLowerInvariant()}" : "")}{(coverage.Share is { } share ? $": {share * 100:0} % of the requests" : "")}");
}
