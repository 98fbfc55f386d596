using System.Net;
using MeshLens.Lab.Http;
using MeshLens.Lab.Proxies.Telemetry;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>The proxy before an application: passes requests on to it, from the address that Istio's sidecars use for that.</summary>
internal sealed class InboundHandler : IRequestHandler
{
    private static readonly IPAddress Passthrough = IPAddress.Parse("127.0.0.6");
    private static readonly PoolLimits Limits = new(TimeSpan.FromSeconds(10), uint.MaxValue, uint.MaxValue, uint.MaxValue);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ProxySelf _self;
    private readonly string _cluster;
    private readonly IPEndPoint _application;
    private readonly UpstreamPool _pool = new(Limits, Passthrough, identity: null);

    public InboundHandler(ProxySelf self, int port) =>
        (_self, _cluster, _application) = (self, $"inbound|{port}||", new(self.Node.Address, port));

    public bool IsInbound => true;

    public byte[]? Answer(HttpConnection downstream, Hop hop)
    {
        (hop.Cluster, hop.Route) = (_cluster, "default");
        hop.Peer = Messages.SignerOf(downstream.Message);
        hop.BeginAttempt();
        var end = Attempt.Make(_pool, _application, downstream.Message.ToArray(), downstream, Deadline.After(Patience), hop, out var answer);
        return end == AttemptEnd.Answered ? Messages.SignedBy(answer, _self)
            : OwnAnswer.To(end, hop) is { } own ? Messages.SignedBy(own, _self)
            : null;
    }
}
