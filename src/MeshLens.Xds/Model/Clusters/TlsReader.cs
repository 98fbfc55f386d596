using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;

namespace MeshLens.Xds.Model.Clusters;

/// <summary>Reads the TLS mode from transport sockets.</summary>
internal static class TlsReader
{
    // Istio's own certificate goes by this name; any other TLS was asked for by somebody.
    private const string WorkloadCertificate = "default";
    private const string IstioProtocol = "istio";

    public static TlsMode Read(Cluster cluster)
    {
        if (cluster.TransportSocket is { } socket)
        {
            return ModeOf(socket);
        }

        var modes = cluster.TransportSocketMatches.Select(static match => ModeOf(match.TransportSocket)).Distinct().ToList();
        return modes switch
        {
            [] => TlsMode.Plaintext,
            [var only] => only,
            _ => modes.Contains(TlsMode.Plaintext) ? TlsMode.PerEndpoint : modes[0],
        };
    }

    private static TlsMode ModeOf(TransportSocket? socket)
    {
        var context = socket?.TypedConfig.As<UpstreamTlsContext>()?.CommonTlsContext;
        return context is null ? IsTls(socket) ? TlsMode.Simple : TlsMode.Plaintext : IsIstio(context) ? TlsMode.Mutual : TlsMode.Simple;
    }

    private static bool IsTls(TransportSocket? socket) => socket?.Name == "envoy.transport_sockets.tls";

    private static bool IsIstio(CommonTlsContext context) =>
        context.TlsCertificateSdsSecretConfigs.Any(static secret => secret.Name == WorkloadCertificate)
        || context.AlpnProtocols.Any(static protocol => protocol.StartsWith(IstioProtocol, StringComparison.Ordinal));
}
