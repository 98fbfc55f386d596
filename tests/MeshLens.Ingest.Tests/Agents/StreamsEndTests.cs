using MeshLens.Ingest.Agents;
using Microsoft.Extensions.Hosting;

namespace MeshLens.Ingest.Tests.Agents;

public sealed class StreamsEndTests : IDisposable
{
    private readonly Lifetime _lifetime = new();

    private StreamsEnd Create() => new(_lifetime);

    [Fact]
    public void Token_ServerStops_IsCancelledAtOnce()
    {
        using var streams = Create();
        Assert.False(streams.Token.IsCancellationRequested);

        _lifetime.StopApplication();

        Assert.True(streams.Token.IsCancellationRequested);
    }

    [Fact]
    public void Token_ServerStopsWhileHeld_IsCancelledByTheLastRelease()
    {
        using var streams = Create();
        streams.Hold();
        streams.Hold();
        streams.Release();

        _lifetime.StopApplication();
        Assert.False(streams.Token.IsCancellationRequested);
        streams.Release();

        Assert.True(streams.Token.IsCancellationRequested);
    }

    [Fact]
    public void Token_HeldAndReleasedWhileTheServerRuns_StaysOpen()
    {
        using var streams = Create();

        streams.Hold();
        streams.Release();

        Assert.False(streams.Token.IsCancellationRequested);
    }

    public void Dispose() => _lifetime.Dispose();

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
