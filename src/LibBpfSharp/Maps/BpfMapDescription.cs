namespace LibBpfSharp;

/// <summary>What the kernel says about a map.</summary>
/// <param name="Id">The kernel's id of the map.</param>
/// <param name="Type">The kind of map.</param>
/// <param name="KeySize">The size of a key in bytes.</param>
/// <param name="ValueSize">The size of a value in bytes, for per-CPU maps of one CPU's value.</param>
/// <param name="MaxEntries">How many elements it can hold; for a ring buffer its size in bytes.</param>
/// <param name="Flags">The flags of its creation.</param>
/// <param name="MemoryBytes">The kernel memory it accounts for, in bytes.</param>
public readonly record struct BpfMapDescription(uint Id, BpfMapType Type, int KeySize, int ValueSize, uint MaxEntries, uint Flags, long MemoryBytes);
