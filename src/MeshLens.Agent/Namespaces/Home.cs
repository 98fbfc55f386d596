using System.ComponentModel;
using System.Runtime.InteropServices;
using MeshLens.Agent.Host;

namespace MeshLens.Agent.Namespaces;

/// <summary>The namespace in which the thread started, held open so that it can always be returned to.</summary>
internal sealed class Home : IDisposable
{
    private const string OwnNamespace = "/proc/thread-self/ns/net";
    private readonly int _descriptor;

    private Home(int descriptor)
    {
        _descriptor = descriptor;
        Inode = LibC.Inode(descriptor, string.Empty, LibC.EmptyPath);
    }

    public ulong Inode { get; }

    /// <summary>Whether the thread stands somewhere else.</summary>
    public bool Left { get; set; }

    public static Home Remember()
    {
        var descriptor = LibC.Open(OwnNamespace, LibC.ReadOnly | LibC.CloseOnExec);
        return descriptor >= 0 ? new Home(descriptor) : throw Failure($"Cannot open {OwnNamespace}.");
    }

    public void Return()
    {
        if (Left && LibC.SetNamespace(_descriptor, LibC.NewNetwork) != 0)
        {
            throw Failure("Cannot return to the agent's own network namespace.");
        }

        Left = false;
    }

    public void Dispose() => _ = LibC.Close(_descriptor);

    private static Win32Exception Failure(string what)
    {
        var error = Marshal.GetLastPInvokeError();
        return new Win32Exception(error, $"{what} {Marshal.GetPInvokeErrorMessage(error)}.");
    }
}
