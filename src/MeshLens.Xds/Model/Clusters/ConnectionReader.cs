using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using UpstreamOptions = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions;

namespace MeshLens.Xds.Model.Clusters;

/// <summary>Reads connection settings from the extension that holds them now and the fields that held them before.</summary>
internal static class ConnectionReader
{
    private const string Extension = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    public static ConnectionModel Read(Cluster cluster)
    {
        var options = cluster.TypedExtensionProtocolOptions.GetValueOrDefault(Extension).As<UpstreamOptions>();
#pragma warning disable CS0612, CS0618 // Old control planes still send them.
        var common = options?.CommonHttpProtocolOptions ?? cluster.CommonHttpProtocolOptions;
        var http2 = Http2Of(options) ?? cluster.Http2ProtocolOptions;
        var requests = common?.MaxRequestsPerConnection ?? cluster.MaxRequestsPerConnection;
#pragma warning restore CS0612, CS0618
        return new(
            cluster.ConnectTimeout.Positive() ?? DefaultTimeout,
            ProtocolOf(options, http2, cluster),
            requests is > 0 ? requests : null,
            http2?.MaxConcurrentStreams,
            http2?.InitialStreamWindowSize,
            http2?.InitialConnectionWindowSize,
            common?.IdleTimeout.Positive(),
            common?.MaxConnectionDuration.Positive(),
            common?.MaxStreamDuration.Positive(),
            cluster.UpstreamConnectionOptions?.TcpKeepalive is not null);
    }

    private static UpstreamProtocol ProtocolOf(UpstreamOptions? options, Http2ProtocolOptions? http2, Cluster cluster) => options switch
    {
        { ExplicitHttpConfig.Http2ProtocolOptions: not null } => UpstreamProtocol.Http2,
        { ExplicitHttpConfig.Http3ProtocolOptions: not null } => UpstreamProtocol.Http3,
        { ExplicitHttpConfig: not null } => UpstreamProtocol.Http1,
        { UseDownstreamProtocolConfig: not null } => UpstreamProtocol.AsCaller,
        { AutoConfig: not null } => UpstreamProtocol.Negotiated,
#pragma warning disable CS0612, CS0618 // As above.
        _ when cluster.ProtocolSelection == Cluster.Types.ClusterProtocolSelection.UseDownstreamProtocol => UpstreamProtocol.AsCaller,
#pragma warning restore CS0612, CS0618
        _ => http2 is null ? UpstreamProtocol.Http1 : UpstreamProtocol.Http2,
    };

    private static Http2ProtocolOptions? Http2Of(UpstreamOptions? options) =>
        options?.ExplicitHttpConfig?.Http2ProtocolOptions
        ?? options?.UseDownstreamProtocolConfig?.Http2ProtocolOptions
        ?? options?.AutoConfig?.Http2ProtocolOptions;
}
