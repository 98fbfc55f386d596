using System.Threading.Channels;
using Envoy.Service.Discovery.V3;
using Grpc.Core;

namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>A call that ends when a test says so, between any two messages: over a real connection that moment cannot be chosen.</summary>
internal sealed class ScriptedCall : IClientStreamWriter<DeltaDiscoveryRequest>, IAsyncStreamReader<DeltaDiscoveryResponse>
{
    private readonly Channel<DeltaDiscoveryResponse> _responses = Channel.CreateUnbounded<DeltaDiscoveryResponse>();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What writing fails with, as gRPC does once a call has ended.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The first request was written.</summary>
    public Task Opened => _opened.Task;

    public List<DeltaDiscoveryRequest> Written { get; } = [];

    public WriteOptions? WriteOptions { get; set; }

    public DeltaDiscoveryResponse Current { get; private set; } = new();

    public AsyncDuplexStreamingCall<DeltaDiscoveryRequest, DeltaDiscoveryResponse> Open() =>
        new(this, this, Task.FromResult(new Metadata()), static () => Status.DefaultSuccess, static () => [], static () => { });

    public void Say(DeltaDiscoveryResponse response) => _responses.Writer.TryWrite(response);

    public void End() => _responses.Writer.TryComplete();

    public Task CompleteAsync() => Task.CompletedTask;

    public Task WriteAsync(DeltaDiscoveryRequest message)
    {
        if (Failure is { } failure)
        {
            return Task.FromException(failure);
        }

        Written.Add(message);
        _opened.TrySetResult();
        return Task.CompletedTask;
    }

    public Task WriteAsync(DeltaDiscoveryRequest message, CancellationToken cancellationToken) => WriteAsync(message);

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!await _responses.Reader.WaitToReadAsync(cancellationToken) || !_responses.Reader.TryRead(out var response))
        {
            return false;
        }

        Current = response;
        return true;
    }
}
