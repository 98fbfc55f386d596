using System.Buffers;
using MeshLens.Otlp;
using MeshLens.Tracing.Forwarding;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>The way to one backend, on a clock of its own.</summary>
internal sealed class LaneRig : IAsyncDisposable
{
    public const int ItemBytes = 1000;

    private ForwardLane? _lane;

    public FakeTimeProvider Time { get; } = new();

    public FakeBackend Backend { get; } = new();

    public TracingInstruments Counts { get; } = new();

    public TracingOptions Options { get; } = new() { Senders = 2, QueueBytes = 1 << 20 };

    public static ForwardItem Item(byte[] bytes, int spans = 1, long notBefore = 0)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ItemBytes);
        bytes.CopyTo(buffer, 0);
        return new(OtlpSignal.Traces, new(buffer, bytes.Length), spans) { NotBefore = notBefore };
    }

    public ForwardLane Create()
    {
        _lane = new(Backend, new NoFinish(), Microsoft.Extensions.Options.Options.Create(Options), Counts, Time, NullLogger<ForwardLane>.Instance);
        _lane.Start();
        return _lane;
    }

    /// <summary>The clock moves on between looks, so whoever began to wait in the meantime is woken by the next step.</summary>
    public Task PassUntil(Func<bool> condition, TimeSpan? step = null) => Until.True(
        () =>
        {
            if (condition())
            {
                return true;
            }

            Time.Advance(step ?? TimeSpan.FromSeconds(1));
            return false;
        },
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_lane is not null)
        {
            Options.DrainFor = TimeSpan.Zero;
            await _lane.StopAsync();
            _lane.Dispose();
        }

        Counts.Dispose();
    }
}
