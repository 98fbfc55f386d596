using System.Threading.Channels;

namespace MeshLens.Tracing.Forwarding;

/// <summary>What may not be sent yet, in the order in which it came, which is the order of its times.</summary>
internal sealed class HeldItems(TimeProvider time)
{
    private readonly Channel<ForwardItem> _items = Channel.CreateUnbounded<ForwardItem>(new() { SingleReader = true });

    /// <summary>False after the end.</summary>
    public bool TryAdd(ForwardItem item) => _items.Writer.TryWrite(item);

    /// <summary>Nothing more comes.</summary>
    public void Close() => _items.Writer.TryComplete();

    /// <summary>Lets each go when its time has come, and all of them at once when the server ends; returns when nothing more comes.</summary>
    public async Task ReleaseAsync(Action<ForwardItem> release, CancellationToken ending)
    {
        await foreach (var item in _items.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (time.GetElapsedTime(time.GetTimestamp(), item.NotBefore) is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            release(item);
        }
    }
}
