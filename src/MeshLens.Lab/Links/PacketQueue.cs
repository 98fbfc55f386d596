namespace MeshLens.Lab.Links;

/// <summary>Packets waiting for their time, in order of arrival. Bounded; slots are allocated on first use and kept.</summary>
internal sealed class PacketQueue(int capacity)
{
    private readonly Slot[] _slots = new Slot[capacity];
    private int _head;

    public int Count { get; private set; }

    public long NextDeadline => _slots[_head].Deadline;

    public ReadOnlySpan<byte> Next => _slots[_head].Bytes.AsSpan(0, _slots[_head].Length);

    public bool TryAdd(ReadOnlySpan<byte> packet, long deadline)
    {
        if (Count == _slots.Length)
        {
            return false;
        }

        ref var slot = ref _slots[(_head + Count) % _slots.Length];
        slot.Bytes ??= new byte[DelayLine.PacketBytes];
        packet.CopyTo(slot.Bytes);
        slot.Length = packet.Length;
        slot.Deadline = deadline;
        Count++;
        return true;
    }

    public void Remove()
    {
        _head = (_head + 1) % _slots.Length;
        Count--;
    }

    private struct Slot
    {
        public byte[]? Bytes;
        public int Length;
        public long Deadline;
    }
}
