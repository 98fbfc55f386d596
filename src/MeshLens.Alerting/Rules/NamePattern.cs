using System.Text.Json.Serialization;

namespace MeshLens.Alerting.Rules;

/// <summary>A name in which <c>*</c> stands for any text, also none.</summary>
[JsonConverter(typeof(NamePatternJsonConverter))]
public readonly record struct NamePattern(string Text)
{
    public bool Matches(string name)
    {
        if (!Text.Contains('*', StringComparison.Ordinal))
        {
            return name == Text;
        }

        var parts = Text.Split('*');
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

    public override string ToString() => Text;
}
