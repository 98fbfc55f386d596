using System.CommandLine;

namespace MeshLens.Server.Commands;

/// <summary>
/// Commands that are the agent's, since it alone talks to the kernel. Their options, <c>--help</c> included, are passed on
/// unread; here they are only listed.
/// </summary>
internal static class Handover
{
    private static readonly Dictionary<string, string> Descriptions = new(StringComparer.Ordinal)
    {
        ["agent"] = "The node agent with its own commands and options; try 'meshlens agent --help'.",
        ["connects"] = "A live table of this machine's connections and how long each handshake took. Needs root, no server.",
        ["doctor"] = "What this kernel and this machine allow, what is lost, and the fix.",
    };

    /// <summary>The agent's command line, or null when the command is this program's own.</summary>
    public static string[]? Of(string[] args) => args switch
    {
        ["agent", .. var rest] => rest,
        ["connects" or "doctor", ..] => args,
        _ => null,
    };

    /// <summary>What stands before the agent's command line, as its help shows it.</summary>
    public static string CalledAs(string[] args) => args is ["agent", ..] ? "meshlens agent" : "meshlens";

    public static Command Listed(string name) => new(name, Descriptions[name]);
}
