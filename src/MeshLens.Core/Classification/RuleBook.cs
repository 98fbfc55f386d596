using MeshLens.Core.Classification.Rules;

namespace MeshLens.Core.Classification;

/// <summary>
/// All rules. When two explain about the same, the earlier is nearer to the root: a full accept queue also loses SYNs, and
/// a quota also makes a handler slow.
/// </summary>
internal static class RuleBook
{
    public static IReadOnlyList<IRule> All { get; } =
    [
        new RefusedRule(),
        new BacklogRule(),
        new NoWayRule(),
        new UnreachableRule(),
        new CpuThrottledRule(),
        new CallerRule(),
        new SynLossRule(),
        new RetransmissionRule(),
        new RttRule(),
        new QueueingRule(),
        new SlowHandlerRule(),
        new DnsRule(),
    ];
}
