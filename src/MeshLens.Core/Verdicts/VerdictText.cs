namespace MeshLens.Core.Verdicts;

/// <summary>A verdict in one word or two: <c>network/rtt</c>.</summary>
public static class VerdictText
{
    public static string Of(VerdictClass verdictClass, string? cause) =>
        cause is null ? VerdictClassNames.Of(verdictClass) : $"{VerdictClassNames.Of(verdictClass)}/{cause}";
}
