namespace MeshLens.Core.Identity;

/// <summary>Which addresses lost an owner, oldest first, so that the past is let go of without looking for it.</summary>
internal sealed class PastAddresses
{
    /// <summary>Longer than any flow is spoken of after it ended.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromMinutes(10);

    private const int Most = 65_536;

    private readonly Queue<(AddressKey Key, DateTimeOffset Until)> _queue = new();

    public int Count => _queue.Count;

    public void Add(AddressKey key, DateTimeOffset until) => _queue.Enqueue((key, until));

    /// <summary>The next address with a past to be forgotten up to and including <paramref name="horizon"/>.</summary>
    public bool TryTake(DateTimeOffset at, out AddressKey key, out DateTimeOffset horizon)
    {
        (key, horizon) = (default, default);
        if (!_queue.TryPeek(out var oldest) || (oldest.Until > at - Retention && _queue.Count <= Most))
        {
            return false;
        }

        _queue.Dequeue();
        (key, horizon) = oldest;
        return true;
    }
}
