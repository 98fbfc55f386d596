namespace MeshLens.Metrics.Text;

/// <summary>Where a label stands, counted from the first label of its sample.</summary>
internal struct LabelSlot
{
    public int NameStart;
    public int NameLength;
    public int ValueStart;
    public int ValueLength;
    public bool HasEscapes;

    /// <summary>One bit for each name up to this one, so that most names are known to be new without a comparison.</summary>
    public ulong Seen;

    /// <summary>After the closing quote.</summary>
    public readonly int End => ValueStart + ValueLength + 1;
}
