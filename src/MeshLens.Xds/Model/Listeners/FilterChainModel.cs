using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Extensions.Filters.Network.TcpProxy.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;

namespace MeshLens.Xds.Model.Listeners;

/// <summary>What happens to one kind of connection of a listener.</summary>
/// <param name="Name">Its name; often empty.</param>
/// <param name="Match">Which connections it takes.</param>
/// <param name="IsDefault">It takes those that no other chain takes.</param>
/// <param name="NetworkFilters">Its network filters, in order.</param>
/// <param name="Http">How it treats them as HTTP; null when it does not.</param>
/// <param name="Tcp">How it passes bytes on; null when it does not.</param>
/// <param name="EndsTls">It ends TLS itself.</param>
/// <param name="AsksForCertificate">Callers must show a certificate: mutual TLS.</param>
/// <param name="Source">The Istio resource that caused it; null when none did.</param>
public sealed record FilterChainModel(
    string Name,
    ChainMatch Match,
    bool IsDefault,
    IReadOnlyList<string> NetworkFilters,
    HttpManagerModel? Http,
    TcpProxyModel? Tcp,
    bool EndsTls,
    bool AsksForCertificate,
    IstioResource? Source)
{
    internal static FilterChainModel Of(FilterChain chain, bool isDefault)
    {
        var manager = First<HttpConnectionManager>(chain);
        var proxy = First<TcpProxy>(chain);
        var tls = chain.TransportSocket?.TypedConfig.As<DownstreamTlsContext>();
        return new(
            chain.Name,
            ChainMatch.Of(chain.FilterChainMatch),
            isDefault,
            [.. chain.Filters.Select(static filter => filter.Name)],
            manager is null ? null : HttpManagerModel.Of(manager),
            proxy is null ? null : TcpProxyModel.Of(proxy),
            tls is not null,
            tls?.RequireClientCertificate == true,
            IstioResource.Of(chain.Metadata));
    }

    private static T? First<T>(FilterChain chain)
        where T : class, Google.Protobuf.IMessage<T>, new() =>
        chain.Filters.Select(static filter => filter.TypedConfig.As<T>()).FirstOrDefault(static found => found is not null);
}
