using System.Runtime.InteropServices;

namespace MeshLens.Server.Supervision;

/// <summary>Asks a child to end in good order, which <see cref="System.Diagnostics.Process"/> cannot.</summary>
internal static partial class Signals
{
    private const int SigTerm = 15;

    /// <summary>Zero, or -1 when the process is gone.</summary>
    public static int Terminate(int pid) => Kill(pid, SigTerm);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
