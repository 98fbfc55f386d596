using MeshLens.Lab.Services;

namespace MeshLens.Lab;

/// <summary>
/// The lab's processes are the program that uses the lab, started again with hidden arguments. That program must hand over to
/// <see cref="Run"/> before it does anything else.
/// </summary>
public static class LabChild
{
    internal const string Argument = "lab-child";
    internal const string Service = "service";
    private const int UsageError = 2;

    /// <summary>Whether these are the arguments of a child.</summary>
    public static bool IsChild(string[] arguments) => arguments is [Argument, _, ..];

    /// <summary>Lives the life of a child; returns the exit code.</summary>
    public static int Run(string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments is [Argument, Service] ? ServiceProcess.Run() : UsageError;
    }
}
