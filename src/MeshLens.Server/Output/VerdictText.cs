using MeshLens.Core.Verdicts;

namespace MeshLens.Server.Output;

/// <summary>A verdict in one word or two: <c>network/rtt</c>.</summary>
internal static class VerdictText
{
    public static string Of(VerdictClass verdictClass, string? cause) =>
        cause is null ? VerdictClassNames.Of(verdictClass) : $"{VerdictClassNames.Of(verdictClass)}/{cause}";
}
