namespace MeshLens.Server.Commands;

/// <summary>What the program's exit codes mean; <c>--help</c> of each command says which it uses.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>It was tried and did not work: no server there, an answer that cannot be read.</summary>
    public const int Failure = 1;

    /// <summary>It was not tried: wrong options or missing privileges. Trying again cannot help.</summary>
    public const int Misuse = 2;

    /// <summary>The edge asked for is not known.</summary>
    public const int NotFound = 3;

    /// <summary>With <c>--exit-code</c>: the edge is not healthy.</summary>
    public const int NotHealthy = 10;
}
