namespace LibBpfSharp.Tests;

/// <summary>Mirrors <c>struct entry_key</c>.</summary>
internal readonly record struct EntryKey(uint Id, uint Group);
