namespace MeshLens.Metrics.Text;

/// <summary>The labels of a sample or an exemplar, in the order of the text.</summary>
public readonly ref struct LabelSet
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly ReadOnlySpan<LabelSlot> _slots;

    internal LabelSet(ReadOnlySpan<byte> text, ReadOnlySpan<LabelSlot> slots)
    {
        _text = text;
        _slots = slots;
    }

    public int Count => _slots.Length;

    public Label this[int index]
    {
        get
        {
            ref readonly var slot = ref _slots[index];
            return new(_text.Slice(slot.NameStart, slot.NameLength), _text.Slice(slot.ValueStart, slot.ValueLength), slot.HasEscapes);
        }
    }

    internal bool Has(ReadOnlySpan<byte> name)
    {
        foreach (ref readonly var slot in _slots)
        {
            if (_text.Slice(slot.NameStart, slot.NameLength).SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value of that name, without escapes; empty when there is none: to Prometheus both are the same.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> name)
    {
        for (var index = 0; index < _slots.Length; index++)
        {
            if (this[index] is var label && label.Name.SequenceEqual(name))
            {
                return label.Bytes();
            }
        }

        return default;
    }
}
