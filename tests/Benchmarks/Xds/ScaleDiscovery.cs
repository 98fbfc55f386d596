using System.Globalization;
using System.Threading.Channels;
using Envoy.Service.Discovery.V3;
using Grpc.Core;
using MeshLens.Xds.Resources;

namespace Benchmarks.Xds;

/// <summary>Serves a large mesh over delta, and whatever is pushed after.</summary>
internal sealed class ScaleDiscovery(ScaleWorld world, Channel<DeltaDiscoveryResponse> pushes) : AggregatedDiscoveryService.AggregatedDiscoveryServiceBase
{
    public override async Task DeltaAggregatedResources(
        IAsyncStreamReader<DeltaDiscoveryRequest> requests, IServerStreamWriter<DeltaDiscoveryResponse> responses, ServerCallContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var sending = SendAsync(responses, ended.Token);
        try
        {
            await foreach (var request in requests.ReadAllAsync(context.CancellationToken))
            {
                if (request.ResponseNonce.Length == 0)
                {
                    pushes.Writer.TryWrite(Answer(request));
                }
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The reader has what it came for.
        }

        await ended.CancelAsync();
        await sending;
    }

    private DeltaDiscoveryResponse Answer(DeltaDiscoveryRequest request)
    {
        var isNamed = request.TypeUrl == ResourceTypes.Endpoints.TypeUrl;
        return new()
        {
            TypeUrl = request.TypeUrl,
            Resources = { isNamed ? world.Of(request.TypeUrl, request.ResourceNamesSubscribe) : world.Of(request.TypeUrl) },
        };
    }

    private async Task SendAsync(IServerStreamWriter<DeltaDiscoveryResponse> responses, CancellationToken ended)
    {
        var sent = 0;
        try
        {
            await foreach (var push in pushes.Reader.ReadAllAsync(ended))
            {
                push.Nonce = (++sent).ToString(CultureInfo.InvariantCulture);
                await responses.WriteAsync(push, ended);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or InvalidOperationException or IOException)
        {
            // The reader has what it came for.
        }
    }
}
