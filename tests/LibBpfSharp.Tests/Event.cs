namespace LibBpfSharp.Tests;

/// <summary>Mirrors <c>struct event</c>.</summary>
internal readonly record struct Event(ulong Sequence, uint ProcessId, uint Padding);
