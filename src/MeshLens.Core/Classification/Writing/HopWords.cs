using MeshLens.Core.Classification.Time;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Says in words where the time of a request goes.</summary>
internal static class HopWords
{
    /// <summary>As the middle of a sentence: "the caller's proxy holds requests for 42 ms before it sends them on …".</summary>
    public static string Slow(TimePart part)
    {
        var (proxy, now) = (HopClues.Say(part.Proxy ?? AccessReporter.Unknown), Clues.Say(part.NowNs));
        var usual = Clues.Say(part.BaselineNs ?? 0);
        return part.Name switch
        {
            "before-upstream" => $"{proxy} holds requests for {now} before it sends them on, {usual} when well, and the evidence does not say why",
            "pool-wait" => $"requests wait {now} at {proxy} for a connection, {usual} when well, and the evidence does not say why",
            "connect" or "tls" => $"{proxy} spends {now} of a request on making connections, {usual} when well, and the evidence does not say why",
            "response-filters" or "after" or "body" => $"responses take {now} to pass {proxy}, {usual} when well, and the evidence does not say why",
            "upstream-wait" when part.Proxy != AccessReporter.Server => $"{proxy} waits {now} for answers, {usual} when well, and nobody sees whether the way or the destination is slow",
            "path" => $"requests spend {now} between the proxies, {usual} when well, and the evidence does not say why",
            _ => "answers take longer and the evidence does not say why",
        };
    }
}
