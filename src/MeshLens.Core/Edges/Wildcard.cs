namespace MeshLens.Core.Edges;

/// <summary>Names in which <c>*</c> stands for any text, also none: of namespaces, services and hosts, as operators write them.</summary>
public static class Wildcard
{
    /// <summary>Whether a name is what a pattern means; in time that grows with their lengths, however many asterisks there are.</summary>
    public static bool Matches(string pattern, string name)
    {
        if (!pattern.Contains('*', StringComparison.Ordinal))
        {
            return name == pattern;
        }

        var parts = pattern.Split('*');
        if (!name.StartsWith(parts[0], StringComparison.Ordinal) || name.Length < parts[0].Length + parts[^1].Length)
        {
            return false;
        }

        // The leftmost place is always good enough for all parts but the last.
        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var found = name.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return name.Length - at >= parts[^1].Length && name.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}
