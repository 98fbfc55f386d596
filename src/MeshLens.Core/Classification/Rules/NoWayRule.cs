using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules;

/// <summary>Somebody says outright that there is no way to the destination.</summary>
/// <remarks>
/// Who says it is where to look. A missing route or a denied permission is made on the caller's own host and no packet
/// left it; an ICMP error comes from the last router, or from a host that nobody answers for.
/// </remarks>
internal sealed class NoWayRule : IRule
{
    private const ulong MinSaid = 2;

    private static readonly FailureReason[] Said =
        [FailureReason.PermissionDenied, FailureReason.NoRoute, FailureReason.NetworkUnreachable, FailureReason.HostUnreachable];

    public Suspicion? Judge(EdgeView edge)
    {
        if (edge.AcceptQueue.Overflows || !edge.Failures.Exceed(MinSaid, Said))
        {
            return null;
        }

        var most = Said.MaxBy(edge.Failures.Of);
        return new()
        {
            Cause = Cause.NetworkUnreachable,
            Confidence = 0.98,
            Strength = Strength.Strong,
            Fails = true,
            Evidence = [.. Clues.Failures(edge.Failures, VerdictClass.Network, Said), .. UnreachableRule.SilentEvidence(edge)],
            Because = $"the destination cannot be reached: {Who(most)} ({Clues.SayReasons(edge.Failures, Said)})",
            NextStep = NextStep(most),
        };
    }

    private static string Who(FailureReason reason) => reason switch
    {
        FailureReason.PermissionDenied => "a policy on the caller's own host refuses the connections",
        FailureReason.NoRoute => "the caller's own host has no route to it",
        FailureReason.NetworkUnreachable => "a router on the way knows no route to its network",
        _ => "its host does not answer the last router, or is not there",
    };

    private static string NextStep(FailureReason reason) => reason switch
    {
        FailureReason.PermissionDenied => "Look at the caller's own host, no packet left it: a prohibit route (ip route get), a firewall rule that rejects (iptables, nft), a network policy.",
        FailureReason.NoRoute => "Look at the caller's own host, no packet left it: its routing table has no route to the destination (ip route get), or one that says unreachable.",
        FailureReason.NetworkUnreachable => "Follow the path from the caller (traceroute): a router on it has no route to the destination's network, or a firewall answers in its place.",
        _ => "Check that the destination's node is up and has this address, and that no firewall rejects the traffic on the way.",
    };
}
