using Envoy.Service.Discovery.V3;
using Grpc.Core;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Streaming;

namespace MeshLens.Xds.Debug;

/// <summary>
/// Asks one replica one thing about itself. These types are served like any other, once per question, but only over TLS and to the
/// root namespace, and each replica knows its own proxies alone.
/// </summary>
internal sealed class DebugQuestion(ControlPlaneOptions options, NodeIdentity node, TimeProvider time)
{
    public const string Synchronisation = "istio.io/debug/syncz";
    public const string ConfigurationDump = "istio.io/debug/config_dump";

    /// <summary>Whatever the control plane's own debugging interface answers, named as there.</summary>
    public const string Interface = "istio.io/debug";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What is said of a replica that says nothing.</summary>
    public static string Silent => $"it did not answer within {Patience.TotalSeconds:0} s";

    public async Task<DebugAnswer> AskAsync(PlaneReplica asked, string type, string? name, CancellationToken cancellation)
    {
        var replica = asked.Address;
        if (replica.Scheme == Uri.UriSchemeHttp && !replica.IsLoopback)
        {
            return Refused(replica, "its plaintext port serves no debug types: use port 15012");
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            using var channel = new ControlPlaneChannel(replica, options with { ServerName = options.ServerName ?? asked.Name });
            return new(replica, await AskAsync(channel, type, name, both.Token), "");
        }
        catch (RpcException refused)
        {
            cancellation.ThrowIfCancellationRequested();
            return Refused(replica, patience.IsCancellationRequested ? Silent : Explain(refused));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Refused(replica, Silent);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            return Refused(replica, unreadable.Message);
        }
    }

    private async Task<IReadOnlyList<Google.Protobuf.WellKnownTypes.Any>> AskAsync(
        ControlPlaneChannel channel, string type, string? name, CancellationToken cancellation)
    {
        var client = new AggregatedDiscoveryService.AggregatedDiscoveryServiceClient(channel.CreateInvoker());
        using var call = client.StreamAggregatedResources(new CallOptions(channel.Headers, cancellationToken: cancellation));
        var request = new DiscoveryRequest { Node = node.ToNode(), TypeUrl = type };
        if (name is not null)
        {
            request.ResourceNames.Add(name);
        }

        await WriteAsync(call, request, cancellation);
        while (await call.ResponseStream.MoveNext(cancellation))
        {
            if (call.ResponseStream.Current.TypeUrl == type)
            {
                return call.ResponseStream.Current.Resources;
            }
        }

        throw new RpcException(new(StatusCode.Unavailable, "the stream ended without an answer"));
    }

    private static async Task WriteAsync(AsyncDuplexStreamingCall<DiscoveryRequest, DiscoveryResponse> call, DiscoveryRequest request, CancellationToken cancellation)
    {
        try
        {
            await call.RequestStream.WriteAsync(request, cancellation);
        }
        catch (Exception ended) when (ended is InvalidOperationException or RpcException or IOException)
        {
            // The call may have ended before all was written: how is told by reading it.
        }
    }

    private static string Explain(RpcException refused) => refused.StatusCode switch
    {
        StatusCode.PermissionDenied or StatusCode.Unauthenticated =>
            $"{refused.StatusCode}: {refused.Status.Detail}; run MeshLens in istiod's root namespace, or allow its namespace with DEBUG_ENDPOINT_AUTH_ALLOWED_NAMESPACES",
        _ => $"{refused.StatusCode}: {refused.Status.Detail}",
    };

    private static DebugAnswer Refused(Uri replica, string why) => new(replica, [], why);
}
