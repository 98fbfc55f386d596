using MeshLens.Core.Verdicts;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>What must be said of a case: a cause, a class, or that a signal is missing.</summary>
internal sealed record Expectation(string Text)
{
    private const string Unknown = "? ";

    /// <summary>Somebody can be named.</summary>
    public bool IsDecidable => !Text.StartsWith(Unknown, StringComparison.Ordinal);

    /// <summary>How well an answer meets it.</summary>
    public Match Judge(Verdict verdict, IReadOnlyList<string> missing) => verdict.Class switch
    {
        VerdictClass.Undetermined => IsDecidable || !missing.Any(Names) ? Match.Undetermined : Match.Right,
        _ => IsDecidable && (verdict.Cause.ToString() == Text || VerdictClassNames.Of(verdict.Class) == Text) ? Match.Right : Match.Wrong,
    };

    private bool Names(string missing) => missing.Contains(Text[Unknown.Length..], StringComparison.OrdinalIgnoreCase);
}
