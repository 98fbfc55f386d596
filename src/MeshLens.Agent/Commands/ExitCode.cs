namespace MeshLens.Agent.Commands;

/// <summary>What the exit code of <c>meshlens-agent</c> says.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Something that was not foreseen; standard error says what.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong; standard error lists every mistake and its fix.</summary>
    public const int Usage = 2;

    /// <summary>This kernel or these privileges do not allow to watch connections; <c>doctor</c> explains.</summary>
    public const int KernelRefuses = 3;
}
