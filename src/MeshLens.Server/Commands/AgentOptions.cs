namespace MeshLens.Server.Commands;

/// <summary>The options of the agent that <c>meshlens run</c> starts: what follows a lone <c>--</c>, and nothing before it.</summary>
internal static class AgentOptions
{
    private const string Separator = "--";

    public const string Hint = "See 'meshlens run --help'. Options of the agent go behind --, for example: meshlens run -- --port 8080.";

    /// <summary>The program's own command line, and what is passed on unread.</summary>
    public static (string[] Own, string[] ForAgent) Split(string[] args) =>
        args is ["run", ..] && Array.IndexOf(args, Separator) is > 0 and var at ? (args[..at], args[(at + 1)..]) : (args, []);
}
