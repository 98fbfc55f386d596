using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>What the mesh does not know cannot be reached.</summary>
internal sealed class UnknownHostsBlockedRule : IRule
{
    private const string BlackHole = "BlackHoleCluster";
    private const int CatchAllPort = 15001;

    public RuleInfo Info { get; } = new(
        "unknown-hosts-blocked",
        [55, 56],
        Severity.Info,
        "Hosts that the mesh does not know cannot be reached",
        "The listener that catches everything else leads to the black hole, as with outboundTrafficPolicy REGISTRY_ONLY.",
        "The default, by which unknown hosts are reached where the caller meant to; the chain that protects the listener's own port.",
        "Connections to hosts without a Service or ServiceEntry are reset at once, or answered with 502; nothing reaches the network.",
        "meshConfig outboundTrafficPolicy.mode, Sidecar spec.outboundTrafficPolicy, ServiceEntry",
        "Add a ServiceEntry for each host that is called.");

    public IEnumerable<Observation> Judge(ConfigurationModel model) =>
        from listener in model.Listeners
        where listener.Direction == ListenerDirection.Outbound && listener.Port == CatchAllPort
        where listener.Chains.Any(static chain => chain.Match.Port is null && chain.Tcp?.Targets is [{ Cluster: BlackHole }])
        select new Observation(
            FilterRule.PlaceOf(listener, model),
            null,
            "outboundTrafficPolicy.mode",
            "Connections to hosts that the mesh does not know are refused.",
            new(PredictedEffect.Failure, "Reset or 502 at once for hosts without a ServiceEntry.", Status: 502));
}
