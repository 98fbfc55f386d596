using System.Collections.Concurrent;
using System.Text;

namespace MeshLens.Metrics.Meaning;

/// <summary>Codes, statuses and flags: a few texts that a million series repeat, each kept once for all targets.</summary>
internal static class ShortTexts
{
    private const int Most = 4096;
    private const int Longest = 32;

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ByText = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Of(ReadOnlySpan<byte> text)
    {
        if (text.Length > Longest)
        {
            return Encoding.UTF8.GetString(text);
        }

        Span<char> chars = stackalloc char[Longest];
        var written = chars[..Encoding.UTF8.GetChars(text, chars)];
        if (ByText.TryGetValue(written, out var known))
        {
            return known;
        }

        // Somebody writes nonsense: what is new then is not shared.
        var made = written.ToString();
        return Known.Count < Most ? Known.GetOrAdd(made, made) : made;
    }
}
