using MeshLens.Core.Classification.Rules;
using MeshLens.Core.Classification.Rules.Balance;
using MeshLens.Core.Classification.Rules.Configured;
using MeshLens.Core.Classification.Rules.Logged;

namespace MeshLens.Core.Classification;

/// <summary>
/// All rules. When two explain about the same, the earlier is nearer to the root: a full accept queue also loses SYNs, and
/// a quota also makes a handler slow. What the kernel measured comes before what proxies logged of the same,
/// and what the configuration predicts in numbers before what shows of it.
/// </summary>
internal static class RuleBook
{
    public static IReadOnlyList<IRule> All { get; } =
    [
        .. ConfiguredRules.All,
        new ImbalanceRule(),
        new FailingEndpointRule(),
        new RefusedRule(),
        new BacklogRule(),
        new NoWayRule(),
        new UnreachableRule(),
        new CpuThrottledRule(),
        new CallerRule(),
        new SynLossRule(),
        new RetransmissionRule(),
        new NewReplicaRule(),
        new FarEndpointRule(),
        new RttRule(),
        new SlowEndpointRule(),
        new QueueingRule(),
        new SlowHandlerRule(),
        new DnsRule(),
        new LoggedEndpointRule(),
        new InboundFailureRule(),
        new OutboundFailureRule(),
        new LoggedPathRule(),
        new LoggedServiceRule(),
        new LoggedCallerRule(),
    ];
}
