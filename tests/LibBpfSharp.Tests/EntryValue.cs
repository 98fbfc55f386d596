namespace LibBpfSharp.Tests;

/// <summary>Mirrors <c>struct entry_value</c>.</summary>
internal readonly record struct EntryValue(ulong Count, ulong Sum);
