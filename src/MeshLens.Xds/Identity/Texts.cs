namespace MeshLens.Xds.Identity;

/// <summary>
/// One copy of a text that many resources repeat, such as a namespace or a node: each message brings its own. Bounded, and begun
/// anew when full, because what is gone is never taken out.
/// </summary>
internal sealed class Texts
{
    private const int Most = 65_536;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string One(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        if (_known.TryGetValue(text, out var known))
        {
            return known;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known.Add(text);
        return text;
    }
}
