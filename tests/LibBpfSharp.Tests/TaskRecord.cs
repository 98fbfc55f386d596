namespace LibBpfSharp.Tests;

/// <summary>Mirrors <c>struct task_record</c>.</summary>
internal readonly record struct TaskRecord(uint ThreadId, uint ProcessId, uint Filler);
