using MeshLens.Core.Classification.View;
using MeshLens.Core.Edges;

namespace MeshLens.Core.Classification.Time;

/// <summary>Gives the parts that proxies logged to who owns them.</summary>
internal static class HopOwners
{
    /// <summary>
    /// Turns of the caller's application and the logs of its proxy are of the same requests, and the logs split what the kernel,
    /// which sees no proxy from inside, cannot.
    /// </summary>
    public static bool Split(EdgeView edge) =>
        edge.Felt.Hop is null
        && edge.Caller?.Leg == Leg.AppToProxy
        && edge.HopTime.First is { Reporter: Telemetry.AccessReporter.Client, QuietWindows: > 0 } first
        && HopBudget.AreAlike(edge.Time.Requests, first.Ended);

    /// <summary>Of what the edge got slower by.</summary>
    public static Owned OfTheExcess(EdgeView edge, Suspicion? chosen)
    {
        var logged = Sum(edge, static part => part.GrowthNs);
        var handshakes = edge.Time.Handshake.GrowthNs + edge.Time.LateHandshake.GrowthNs;
        return (logged + Unlogged(edge, logged)).Connecting(handshakes, chosen?.Cause == Verdicts.Cause.Backlog).Claim(chosen);
    }

    /// <summary>Of the whole time, where there is no baseline.</summary>
    public static Owned OfTheWhole(EdgeView edge) => Sum(edge, static part => part.NowNs);

    // What the kernel saw at the caller around what its proxy logged.
    private static Owned Unlogged(EdgeView edge, Owned logged)
    {
        if (edge.Felt.Hop is not null)
        {
            return default;
        }

        var time = edge.Time;
        var rest = time.Turn.GrowthNs - time.Pause.GrowthNs - logged.Network - logged.Mesh - logged.Application - logged.Open;
        return new(0, 0, time.Pickup.GrowthNs + time.Pause.GrowthNs, Math.Max(0, rest));
    }

    private static Owned Sum(EdgeView edge, Func<TimePart, double> value)
    {
        var isTurn = edge.Felt.Hop is null;
        return edge.HopTime.Parts
            .Where(part => !isTurn || part.Name is not ("receive" or "body" or "after"))
            .Aggregate(default(Owned), (sum, part) => sum + Own(part.Name, value(part), edge.HopTime.ReachesApplication));
    }

    // Bodies and what follows them are the receiver's, the sender's or the way's: nobody can tell.
    private static Owned Own(string part, double ns, bool reachesApplication) => part switch
    {
        "path" or "connect" => new(ns, 0, 0, 0),
        "before-upstream" or "pool-wait" or "tls" or "response-filters" => new(0, ns, 0, 0),
        "upstream-wait" when reachesApplication => new(0, 0, ns, 0),
        "receive" => new(0, 0, ns, 0),
        _ => new(0, 0, 0, ns),
    };
}
