using Grpc.Core;
using MeshLens.Xds.Protocol;

namespace MeshLens.Xds.Streaming;

/// <summary>
/// Carries a conversation over gRPC. Whoever changes the conversation also writes what follows from it before anyone else may: the
/// order of messages is the order of decisions, and a server that does not read makes us stop reading instead of queueing.
/// </summary>
internal sealed class AdsStreams<TRequest, TResponse>(
    AdsConversation<TRequest, TResponse> conversation,
    Func<CallInvoker, CallOptions, AsyncDuplexStreamingCall<TRequest, TResponse>> open) : IAdsStreams, IDisposable
    where TRequest : class
{
    private readonly SemaphoreSlim _turn = new(1);
    private IClientStreamWriter<TRequest>? _writer;

    public async Task RunAsync(ControlPlaneChannel channel, Action<Delivery> deliver, CancellationToken cancellation)
    {
        using var call = open(channel.CreateInvoker(), new(channel.Headers, cancellationToken: cancellation));
        try
        {
            await StepAsync(
                () =>
                {
                    _writer = call.RequestStream;
                    return conversation.Open();
                },
                cancellation);
            while (await call.ResponseStream.MoveNext(cancellation))
            {
                await StepAsync(() => Receive(call.ResponseStream.Current, deliver), cancellation);
            }
        }
        finally
        {
            _writer = null;
        }
    }

    public Task ChangeAsync(Action change, CancellationToken cancellation) =>
        StepAsync(
            () =>
            {
                change();
                return _writer is null ? [] : conversation.Synchronise();
            },
            cancellation);

    public void Dispose() => _turn.Dispose();

    private IReadOnlyList<TRequest> Receive(TResponse response, Action<Delivery> deliver)
    {
        var reception = conversation.Receive(response);
        deliver(new(reception.Kind, conversation.ControlPlane, reception.Changes, reception.Rejections));
        return reception.Requests;
    }

    private async Task StepAsync(Func<IReadOnlyList<TRequest>> decide, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            foreach (var request in decide())
            {
                await WriteAsync(request, cancellation);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    // A call may end at any time. How it ended is told by reading it, and the next stream begins with everything that is wanted.
    private async Task WriteAsync(TRequest request, CancellationToken cancellation)
    {
        try
        {
            await (_writer?.WriteAsync(request, cancellation) ?? Task.CompletedTask);
        }
        catch (Exception ended) when (ended is InvalidOperationException or RpcException or IOException && !cancellation.IsCancellationRequested)
        {
            // Nothing to do here.
        }
    }
}
