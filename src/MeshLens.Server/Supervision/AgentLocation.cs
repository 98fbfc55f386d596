namespace MeshLens.Server.Supervision;

/// <summary>Where the agent's executable is: beside this program, unless the environment names another.</summary>
internal static class AgentLocation
{
    public const string Variable = "MESHLENS_AGENT";
    private const string FileName = "meshlens-agent";

    /// <summary>The executable's path, or null when there is none.</summary>
    public static string? Find()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var path = string.IsNullOrEmpty(named) ? Path.Combine(AppContext.BaseDirectory, FileName) : named;
        return File.Exists(path) ? path : null;
    }

    public static string Missing =>
        $"The agent was not found beside this program; build it with 'make build', or name it in {Variable}.";
}
