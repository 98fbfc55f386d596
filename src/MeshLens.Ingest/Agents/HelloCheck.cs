using MeshLens.Protocol.V1;
using MeshLens.Protocol.Versions;

namespace MeshLens.Ingest.Agents;

/// <summary>Whether an agent may come in, by what it says first.</summary>
internal static class HelloCheck
{
    private const int LongestText = 256;
    private const int MostCapabilities = 256;

    /// <summary>One sentence that says why not, or null.</summary>
    /// <param name="first">The first message; null when it was a batch.</param>
    public static string? Refuse(AgentMessage? first) => first?.BodyCase != AgentMessage.BodyOneofCase.Hello
        ? "The first message of a stream must be Hello: is this a MeshLens agent?"
        : Refuse(first!.Hello);

    private static string? Refuse(Hello hello)
    {
        if (!ProtocolVersion.IsSpoken(hello.ProtocolVersion))
        {
            return ProtocolVersion.RefusalOf(hello.ProtocolVersion);
        }

        if (string.IsNullOrWhiteSpace(hello.Node) || string.IsNullOrWhiteSpace(hello.AgentId))
        {
            return "Hello needs a node name and an agent id: set the agent's --node.";
        }

        return IsTooLong(hello)
            ? $"Hello has a text of more than {LongestText} characters or more than {MostCapabilities} capabilities."
            : null;
    }

    private static bool IsTooLong(Hello hello) =>
        hello.Capabilities.Count > MostCapabilities
        || new[] { hello.Node, hello.AgentId, hello.Cluster, hello.Zone, hello.AgentVersion }.Any(text => text.Length > LongestText)
        || hello.Capabilities.Any(one => one.Name.Length + one.Reason.Length + one.Fix.Length > 4 * LongestText);
}
