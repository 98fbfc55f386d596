namespace LibBpfSharp.Tests;

/// <summary>Mirrors <c>struct state_change</c> of the README's example.</summary>
internal readonly record struct StateChange(uint OldState, uint NewState);
