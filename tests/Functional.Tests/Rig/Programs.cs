using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Tests.Rig;

/// <summary>The product's two executables as they were built for these tests.</summary>
internal static class Programs
{
    public static string Server { get; } = Path.Combine(AppContext.BaseDirectory, "meshlens");

    public static string Agent { get; } = Built("src", "MeshLens.Agent", "meshlens-agent");

    /// <summary>A web service with OpenTelemetry's SDK.</summary>
    public static string Instrumented { get; } = Built("tests", "Instrumented", "Instrumented");

    /// <summary>The agent as it is released, compiled ahead of time, where <c>make build</c> has put it; else the one of these tests.</summary>
    public static string ReleasedAgent { get; } = Path.Combine(Repository, "artifacts", "server", "meshlens-agent") is var path && File.Exists(path) ? path : Agent;

    // Both start on the runtime of these tests, and a server finds the agent by this name.
    [ModuleInitializer]
    internal static void Name()
    {
        Environment.SetEnvironmentVariable("DOTNET_ROOT", Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory()));
        Environment.SetEnvironmentVariable("MESHLENS_AGENT", Agent);
    }

    private static string Repository => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.Parent!.Parent!.FullName;

    private static string Built(string folder, string project, string program)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = framework.Parent!;
        return Path.Combine(Repository, folder, project, "bin", configuration.Name, framework.Name, program);
    }
}
