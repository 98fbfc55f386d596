using MeshLens.Core.Classification.View;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>
/// Knows one cause in the mesh's configuration. Such a rule speaks only where a finding or a setting predicts what is seen, in numbers: a
/// pattern in the configuration is no symptom, and what a proxy's flags say decides over status codes.
/// </summary>
internal abstract class ConfiguredRule : IRule
{
    // What nobody serves any more may have been mended.
    private const double StaleCosts = 0.1;

    public Suspicion? Judge(EdgeView edge) => edge.Snapshot.Configuration is { } configuration && Judge(edge, configuration) is { } suspicion
        ? configuration.Stale ? suspicion with { Confidence = suspicion.Confidence - StaleCosts } : suspicion
        : null;

    protected abstract Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration);

    /// <summary>The proxy that carries out what is configured for the caller: its own, else the waypoint in between.</summary>
    protected static HopView? Outbound(EdgeView edge) => edge.Hops.Client ?? edge.Hops.Waypoint;

    /// <summary>The same where only how requests end is asked for: a proxy that does not log may be counting.</summary>
    protected static HopView? OutboundEndings(EdgeView edge) => Outbound(edge) ?? edge.Counted.Client ?? edge.Counted.Waypoint;

    /// <summary>Of several settings that predict it, the one that explains most.</summary>
    protected static Suspicion? Most(IEnumerable<Suspicion?> suspicions) => suspicions.OfType<Suspicion>().MaxBy(static suspicion => suspicion.ExplainsNs);
}
