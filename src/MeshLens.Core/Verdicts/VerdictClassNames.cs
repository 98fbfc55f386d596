namespace MeshLens.Core.Verdicts;

/// <summary>Verdict classes as they are written everywhere outside the code.</summary>
public static class VerdictClassNames
{
    public static string Of(VerdictClass verdictClass) => verdictClass switch
    {
        VerdictClass.Undetermined => "undetermined",
        VerdictClass.Healthy => "healthy",
        VerdictClass.Network => "network",
        VerdictClass.MeshConfig => "mesh-config",
        VerdictClass.Application => "application",
        _ => throw new ArgumentOutOfRangeException(nameof(verdictClass), verdictClass, null),
    };

    public static bool TryParse(string? text, out VerdictClass verdictClass)
    {
        foreach (var candidate in Enum.GetValues<VerdictClass>())
        {
            if (Of(candidate) == text)
            {
                verdictClass = candidate;
                return true;
            }
        }

        verdictClass = default;
        return false;
    }
}
