using LibBpfSharp;
using MeshLens.Agent.Loading;

namespace MeshLens.Agent.Commands;

/// <summary>Turns what ends a command too early into an exit code and one sentence, without a stack trace.</summary>
internal static class Trouble
{
    // IOException carries the errno of what the kernel said.
    private const int BrokenPipe = 32;
    private const int NoSpace = 28;

    /// <summary>The exit code, and the sentence; null when there is nothing to say.</summary>
    public static (int ExitCode, string? Sentence) Explain(Exception fault) => fault switch
    {
        // The reader has seen enough: head, or a closed terminal.
        IOException { HResult: BrokenPipe } => (ExitCode.Success, null),
        IOException { HResult: NoSpace } => (ExitCode.Failure, "The output cannot be written: the disk is full. Make room, or write elsewhere."),
        WatchTargetException => (ExitCode.Usage, fault.Message),
        UnauthorizedAccessException => (ExitCode.Usage, $"{Sentence(fault.Message)} Run as root, or allow this user to read it."),
        BpfException => (ExitCode.Failure, $"The kernel refused: {Sentence(fault.Message)} 'meshlens-agent doctor' tells what it allows."),
        OperationCanceledException => (ExitCode.Success, null),
        IOException => (ExitCode.Failure, Sentence(fault.Message)),
        _ => (ExitCode.Failure, $"The agent ended unexpectedly: {Sentence(fault.Message)} Please report this ({fault.GetType().Name})."),
    };

    private static string Sentence(string message) => message.TrimEnd().TrimEnd('.') + ".";
}
