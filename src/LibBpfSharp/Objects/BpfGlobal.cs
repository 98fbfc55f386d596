namespace LibBpfSharp;

/// <summary>Where a global variable lies: <paramref name="Offset"/> and <paramref name="Size"/> in bytes within its section's map.</summary>
internal sealed record BpfGlobal(string Section, string Name, int Offset, int Size)
{
    /// <summary>Constants are frozen by the load, so that the verifier can rely on them.</summary>
    public bool IsConstant => Section.StartsWith(".rodata", StringComparison.Ordinal);
}
