namespace LibBpfSharp;

/// <summary>A member of a C structure.</summary>
/// <param name="Name">The member's name; empty for an anonymous structure or union.</param>
/// <param name="BitOffset">Where it begins, in bits.</param>
/// <param name="Size">Its size in bytes; for a bit field, of its declared type.</param>
public sealed record BtfField(string Name, int BitOffset, int Size)
{
    /// <summary>Where it begins, in bytes.</summary>
    public int Offset => BitOffset / 8;
}
