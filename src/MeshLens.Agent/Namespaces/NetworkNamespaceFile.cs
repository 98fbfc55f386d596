using MeshLens.Agent.Host;

namespace MeshLens.Agent.Namespaces;

/// <summary>Whether a path leads to a network namespace; the kernel tells the kind of each (ioctl_ns(2)).</summary>
internal static class NetworkNamespaceFile
{
    private const nuint GetKind = 0xb703;

    /// <summary>True when it surely is none. What may not be opened is not judged here.</summary>
    public static bool IsSomethingElse(string path)
    {
        var file = LibC.Open(path, LibC.ReadOnly | LibC.CloseOnExec | LibC.DoNotWait);
        if (file < 0)
        {
            return false;
        }

        try
        {
            return LibC.Control(file, GetKind) != LibC.NewNetwork;
        }
        finally
        {
            _ = LibC.Close(file);
        }
    }
}
