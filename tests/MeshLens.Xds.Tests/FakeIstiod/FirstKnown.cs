using Grpc.Core;

namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>A stream whose first message was read already, to find out what it is about: it is given once more.</summary>
internal sealed class FirstKnown<T>(IAsyncStreamReader<T> stream) : IAsyncStreamReader<T>
{
    private bool _begun;

    public T Current => stream.Current;

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (_begun)
        {
            return stream.MoveNext(cancellationToken);
        }

        _begun = true;
        return Task.FromResult(true);
    }
}
