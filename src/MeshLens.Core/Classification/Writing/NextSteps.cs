using MeshLens.Core.Classification.View;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>What to do about a cause, most useful first, with the scope that neighbouring edges give.</summary>
internal static class NextSteps
{
    /// <param name="shown">What carries the verdict; null when it rests on an earlier window.</param>
    public static List<string> Of(EdgeView edge, Cause cause, Suspicion? shown) =>
        [.. Scope(edge, cause), .. shown?.NextStep is { } step ? [step] : For(cause)];

    private static IEnumerable<string> Scope(EdgeView edge, Cause cause)
    {
        if (cause.Class != VerdictClass.Network)
        {
            yield break;
        }

        if (Shares(edge, SiblingRelation.SameSource))
        {
            yield return "Other edges of this caller have the same trouble: begin at the caller's node and its links.";
        }

        if (Shares(edge, SiblingRelation.SameDestination))
        {
            yield return "Other callers of this destination have the same trouble: begin at the destination's node and its links.";
        }
    }

    private static bool Shares(EdgeView edge, SiblingRelation relation) => edge.Snapshot.Siblings.Exists(sibling =>
        sibling.Relation == relation
        && (sibling.Shifts.Handshake == Shift.Shifted || sibling.Shifts.Path == Shift.Shifted || sibling.Shifts.Failing == Shift.Shifted));

    private static string[] For(Cause cause) => cause.ToString() switch
    {
        "network/rtt" => ["Compare the route and the node pair with a healthy replica: a reroute, a longer path or a full queue on a link adds delay without loss."],
        "network/syn-loss" => ["Look for a firewall, a full connection-tracking table or a rate limit that drops new connections between the two nodes."],
        "network/retransmission" => ["Look for drops on the interfaces and links between the two nodes: errors, a policer, an MTU that does not fit."],
        "network/unreachable" => ["Check that the destination's node is up, that its address is routed, and that no network policy or firewall drops the traffic."],
        "network/dns" => ["Check the name server's load and its upstream; cache answers near the caller."],
        "application/slow-handler" => ["Look at the destination's own work and at the calls it makes: traces of its slowest requests, locks, garbage collection, its database."],
        "application/queueing" => ["Give the destination more threads or processors, or send it less: requests wait before its handler starts."],
        "application/backlog" => ["Find out why the destination does not accept: a blocked accept loop or too few workers. A longer listen backlog only hides it."],
        "application/caller" => ["Give the caller processor time or unblock its event loop: responses have arrived and wait for it."],
        "application/cpu-throttled" => ["Raise or remove the destination's CPU limit, or add replicas."],
        "application/bad-endpoint" => ["Look at the replica that the endpoints of this answer mark; until it is mended take it out of the balancing."],
        "network/bad-endpoint" => ["Compare the route to the replica that the endpoints of this answer mark with that to another one."],
        "network/bad-zone" => ["Look at the links to the zone that the endpoints of this answer mark; let callers prefer their own zone meanwhile."],
        "mesh-config/imbalance" => ["Change how the configuration spreads requests, or give the replica that gets most of them more to work with."],
        "application/refused" => ["Check that the destination runs, is ready and listens on this port."],
        "application/broken-off" => ["Look for crashes, restarts and idle timeouts of the destination that are shorter than those of the proxies before it."],
        "application/errors" => ["Look at the destination's own log: it answers these errors itself, or something behind it does."],
        _ => cause.Class == VerdictClass.MeshConfig ? ["Look at the findings below: the window that showed it said which resource and field."] : [],
    };
}
