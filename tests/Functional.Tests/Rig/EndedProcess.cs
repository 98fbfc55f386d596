namespace Functional.Tests.Rig;

/// <summary>What a program left behind: its exit code, its standard output, and the lines of its standard error.</summary>
internal sealed record EndedProcess(int ExitCode, string Output, IReadOnlyList<string> ErrorLines);
