namespace LibBpfSharp;

/// <summary>
/// One <c>struct btf_type</c>: three words, then entries of three words each for structures (name, type, bit offset) and sections
/// (variable, offset, size).
/// </summary>
internal readonly unsafe struct BtfRecord(uint* words)
{
    private const int HeaderWords = 3;
    private const int EntryWords = 3;

    public uint NameOffset => words[0];

    public BtfKind Kind => (BtfKind)((words[1] >> 24) & 0x1F);

    /// <summary>Whether entries carry a bit-field size in the upper eight bits of their offset.</summary>
    public bool HasBitFields => words[1] >> 31 == 1;

    public int EntryCount => (int)(words[1] & 0xFFFF);

    public uint* Entry(int index) => words + HeaderWords + (index * EntryWords);
}
