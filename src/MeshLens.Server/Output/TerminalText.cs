namespace MeshLens.Server.Output;

/// <summary>Names come from processes and peers: nothing in them may steer the reader's terminal.</summary>
internal static class TerminalText
{
    public static string Clean(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;
}
