using MeshLens.Core.Classification.Time;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Evidence and words from access logs.</summary>
internal static class HopClues
{
    /// <summary>"the caller's proxy".</summary>
    public static string Say(AccessReporter reporter) => reporter switch
    {
        AccessReporter.Client => "the caller's proxy",
        AccessReporter.Server => "the destination's proxy",
        AccessReporter.Waypoint => "the waypoint",
        _ => "a proxy",
    };

    /// <summary>As names of signals have it: <c>client</c>.</summary>
    public static string Name(AccessReporter reporter) => reporter switch
    {
        AccessReporter.Client => "client",
        AccessReporter.Server => "server",
        AccessReporter.Waypoint => "waypoint",
        _ => "unknown",
    };

    /// <summary><c>proxy.client.before_upstream.mean</c>.</summary>
    public static Evidence Mean(HopView hop, HopPart part, VerdictClass supports)
    {
        var change = hop.Part(part);
        return Duration($"proxy.{Name(hop.Reporter)}.{HopParts.NameOf(part).Replace('-', '_')}.mean", change.NowNs, change.BaselineNs, supports);
    }

    /// <summary><c>proxy.client.before_upstream.per_request</c>: spread over all requests, as parts add up.</summary>
    public static Evidence Part(TimePart part, VerdictClass supports) => Duration(
        part.Proxy is { } proxy ? $"proxy.{Name(proxy)}.{part.Name.Replace('-', '_')}.per_request" : $"proxy.{part.Name}.per_request",
        part.NowNs,
        part.BaselineNs,
        supports);

    /// <summary><c>proxy.path.mean</c>: what lies between two proxies.</summary>
    public static Evidence Path(HopPath path, VerdictClass supports) =>
        Duration("proxy.path.mean", path.Time.NowNs, path.Time.BaselineNs, supports);

    /// <summary><c>proxy.client.flags.UF</c>: how many requests carried a flag.</summary>
    public static Evidence Flag(HopView hop, ResponseFlag flag, VerdictClass supports) => new(
        $"proxy.{Name(hop.Reporter)}.flags.{ResponseFlagNames.Of(flag)}",
        hop.Flagged(flag),
        "1",
        hop.UsualFlagShare(flag) is { } share ? Math.Round(share * hop.Ended, 2) : null,
        Sources.Of(hop.Source),
        supports);

    /// <summary><c>proxy.client.failed</c>: the share of requests that failed.</summary>
    public static Evidence Failed(HopView hop, VerdictClass supports) =>
        Share($"proxy.{Name(hop.Reporter)}.failed", hop.FailedShare, hop.UsualFailedShare, supports) with { Source = Sources.Of(hop.Source) };

    public static Evidence Share(string signal, double share, double? usual, VerdictClass supports) => new(
        signal, Math.Round(share * 100, 1), "%", usual is { } known ? Math.Round(known * 100, 1) : null, Sources.AccessLog, supports);

    /// <summary>"12 UF, 3 URX": flags that say that requests failed and that occur more often than is usual.</summary>
    public static string SayFlags(HopView hop) => string.Join(", ", hop.Flags
        .Where(flag => hop.FlagGrew(flag.Flag) && default(ResponseFlags).With(flag.Flag).AnyFailure)
        .Select(flag => $"{flag.Count} {ResponseFlagNames.Of(flag.Flag)}"));

    private static Evidence Duration(string signal, double nowNs, double? usualNs, VerdictClass supports) =>
        new(signal, Clues.Ms(nowNs), "ms", usualNs is { } usual ? Clues.Ms(usual) : null, Sources.AccessLog, supports);
}
