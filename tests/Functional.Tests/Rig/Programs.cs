using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Tests.Rig;

/// <summary>The product's two executables as they were built for these tests.</summary>
internal static class Programs
{
    public static string Server { get; } = Path.Combine(AppContext.BaseDirectory, "meshlens");

    public static string Agent { get; } = FindAgent();

    // Both start on the runtime of these tests, and a server finds the agent by this name.
    [ModuleInitializer]
    internal static void Name()
    {
        Environment.SetEnvironmentVariable("DOTNET_ROOT", Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory()));
        Environment.SetEnvironmentVariable("MESHLENS_AGENT", Agent);
    }

    private static string FindAgent()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = framework.Parent!;
        var repository = configuration.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(repository.FullName, "src", "MeshLens.Agent", "bin", configuration.Name, framework.Name, "meshlens-agent");
    }
}
