using MeshLens.Core.Classification.Time;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>The parts of a request's time, each once, by the best source at hand; what other sources say of it stands beside it.</summary>
/// <remarks>
/// The kernel is the best for what it times: connections, and the applications at both ends. Logs are for what happens inside
/// proxies and between them. Both are put together only where they saw the same requests, so that the parts add up.
/// </remarks>
internal static class Components
{
    public static List<LatencyComponent> Of(EdgeView edge)
    {
        List<LatencyComponent> written = [.. All(edge)];
        written.TrimExcess();
        return written;
    }

    private static IEnumerable<LatencyComponent> All(EdgeView edge) =>
        (edge.Felt.Hop is not null ? AtDestination(edge)
            : HopOwners.Split(edge) ? [.. AroundProxy(edge)]
            : Kernel(edge.Time))
        .Where(part => part.NowNs > 0 || part.BaselineNs > 0)
        .Select(part => Written(edge, part));

    private static LatencyComponent Written(EdgeView edge, TimePart part) => new(
        part.Name,
        part.Leg,
        Clues.Ms(part.NowNs),
        part.BaselineNs is { } baseline ? Clues.Ms(baseline) : null,
        part.Source,
        part.Proxy,
        Witnesses.Of(edge, part));

    private static IEnumerable<TimePart> Kernel(TimeBudget time) => time.BothEnds || !time.ClientSeen
        ? [time.Handshake, time.LateHandshake, time.Pause, time.HeldBack, BesideConnects(time, time.Path), time.Stall, time.Queueing, time.Service, time.Pickup]
        : [time.Handshake, time.LateHandshake, time.Pause, BesideConnects(time, time.Turn.Without(time.Pause)), time.Pickup];

    private static TimePart BesideConnects(TimeBudget time, TimePart part) =>
        time.ConnectsWithin ? part.Without(time.Handshake).Without(time.LateHandshake) : part;

    // A turn ends with the first byte of the response: what the proxy logged after it is in no turn, and what it logged before is
    // the caller's pause. The rest of the turn lies between the caller and its own proxy.
    private static IEnumerable<TimePart> AroundProxy(EdgeView edge)
    {
        var time = edge.Time;
        List<TimePart> logged = [.. AtDestination(edge).Where(part => part.Name is not ("receive" or "body" or "after"))];
        var rest = logged.Aggregate(time.Turn.Without(time.Pause), (turn, part) => turn.Without(part));
        return [time.Pause, rest with { Name = "path" }, .. logged, time.Pickup];
    }

    // What proxies logged; the kernel's queueing and service stand in for the last wait where they are of the same requests.
    private static IEnumerable<TimePart> AtDestination(EdgeView edge)
    {
        foreach (var part in edge.HopTime.Parts)
        {
            if (part is { Name: "upstream-wait", Proxy: AccessReporter.Server } && Witnesses.ServesSame(edge))
            {
                yield return part.Without(edge.Time.Queueing).Without(edge.Time.Service) with { Name = "path", Proxy = null };
                yield return edge.Time.Queueing;
                yield return edge.Time.Service;
            }
            else
            {
                yield return part;
            }
        }
    }
}
