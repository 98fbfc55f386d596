using System.Runtime.InteropServices;

namespace MeshLens.Ingest.AccessLogs.Wire;

/// <summary>What was made of bytes that come again and again: names, addresses, peers. As large as it was made, whatever comes.</summary>
/// <remarks>
/// Each key has one place and takes it from whoever had it, so 100,000 different ones cost as many misses and no memory. Long
/// keys are told apart by a sample and compared as a whole. Belongs to one worker.
/// </remarks>
internal sealed class ByteCache<T>(int size)
{
    private const int Sampled = 24;

    private readonly Slot[] _slots = new Slot[size];

    /// <summary>What these bytes stand for.</summary>
    /// <param name="bytes">Compared as a whole.</param>
    /// <param name="make">Called when they were not seen lately.</param>
    public T Get(ReadOnlySpan<byte> bytes, Func<byte[], T> make)
    {
        ref var slot = ref _slots[Hash(bytes) % (uint)_slots.Length];
        if (slot.Key is null || !bytes.SequenceEqual(slot.Key))
        {
            var key = bytes.ToArray();
            slot = new(key, make(key));
        }

        return slot.Value;
    }

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2_166_136_261u ^ (uint)bytes.Length;
        if (bytes.Length <= 3 * Sampled)
        {
            return Mix(hash, bytes);
        }

        var middle = (bytes.Length - Sampled) / 2;
        return Mix(Mix(Mix(hash, bytes[..Sampled]), bytes.Slice(middle, Sampled)), bytes[^Sampled..]);
    }

    private static uint Mix(uint hash, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, uint>(bytes);
        foreach (var word in words)
        {
            hash = (hash ^ word) * 0x9E37_79B1u;
            hash ^= hash >> 15;
        }

        foreach (var rest in bytes[(words.Length * sizeof(uint))..])
        {
            hash = (hash ^ rest) * 16_777_619u;
        }

        return hash;
    }

    private readonly record struct Slot(byte[]? Key, T Value);
}
