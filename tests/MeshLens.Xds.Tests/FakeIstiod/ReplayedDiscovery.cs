using Envoy.Service.Discovery.V3;
using Google.Protobuf;
using Grpc.Core;

namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>Aggregated discovery that says what a real istiod said, each response when its type was asked for and the one before was answered.</summary>
internal sealed class ReplayedDiscovery(Replay replay) : AggregatedDiscoveryService.AggregatedDiscoveryServiceBase
{
    public override Task DeltaAggregatedResources(
        IAsyncStreamReader<DeltaDiscoveryRequest> requests, IServerStreamWriter<DeltaDiscoveryResponse> responses, ServerCallContext context) =>
        RunAsync(
            requests, responses, DeltaDiscoveryResponse.Parser, static request => (request.TypeUrl, request.ResponseNonce), static response => (response.TypeUrl, response.Nonce), context);

    public override Task StreamAggregatedResources(
        IAsyncStreamReader<DiscoveryRequest> requests, IServerStreamWriter<DiscoveryResponse> responses, ServerCallContext context) =>
        RunAsync(
            requests, responses, DiscoveryResponse.Parser, static request => (request.TypeUrl, request.ResponseNonce), static response => (response.TypeUrl, response.Nonce), context);

    private async Task RunAsync<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requests,
        IServerStreamWriter<TResponse> responses,
        MessageParser<TResponse> parser,
        Func<TRequest, (string Type, string Nonce)> asked,
        Func<TResponse, (string Type, string Nonce)> said,
        ServerCallContext context)
        where TRequest : IMessage
        where TResponse : IMessage<TResponse>
    {
        var (types, nonces) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var response in replay.Server.Select(parser.ParseFrom))
        {
            var (type, nonce) = said(response);
            await HearUntilAsync(() => types.Contains(type));
            await responses.WriteAsync(response);
            await HearUntilAsync(() => nonces.Contains(nonce));
        }

        replay.End();
        await HearUntilAsync(static () => false);

        async Task HearUntilAsync(Func<bool> reached)
        {
            while (!reached() && await requests.MoveNext(context.CancellationToken))
            {
                replay.Heard.Enqueue(requests.Current.ToByteArray());
                var (type, nonce) = asked(requests.Current);
                types.Add(type);
                nonces.Add(nonce);
            }
        }
    }
}
