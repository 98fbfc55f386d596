namespace MeshLens.Metrics.Text;

/// <summary>The labels of one sample or exemplar; room is kept from line to line.</summary>
internal sealed class LabelList
{
    /// <summary>More labels are a mistake or an attack: a line of Istio has 26.</summary>
    public const int Maximum = 256;

    private LabelSlot[] _slots = new LabelSlot[32];

    public int Count { get; set; }

    public ReadOnlySpan<LabelSlot> Slots => _slots.AsSpan(0, Count);

    /// <summary>The slot after the last; false where there are too many.</summary>
    public bool TryAdd(LabelSlot slot)
    {
        if (Count == _slots.Length)
        {
            if (Count == Maximum)
            {
                return false;
            }

            Array.Resize(ref _slots, Count * 2);
        }

        _slots[Count++] = slot;
        return true;
    }
}
