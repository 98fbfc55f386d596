using MeshLens.Lab.Proxies.Sidecars;

namespace MeshLens.Lab.Proxies;

/// <summary>The proxies of a mesh are the program that uses the lab, started again; it hands over to <see cref="Run"/> first of all.</summary>
public static class ProxyChild
{
    internal const string Role = "proxies";

    /// <summary>Whether these are the arguments of a process of proxies.</summary>
    public static bool IsChild(string[] arguments) => arguments is [LabChild.Argument, Role];

    /// <summary>Lives the life of a mesh's proxies; returns the exit code.</summary>
    public static int Run() => ProxyProcess.Run();
}
