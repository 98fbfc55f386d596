using System.Globalization;

namespace MeshLens.Core.Snapshots;

/// <summary>Other words for names: the same name always gets the same one, so that what belongs together still does.</summary>
internal sealed class Pseudonyms
{
    private readonly Dictionary<(string Kind, string Name), string> _given = [];
    private readonly Dictionary<string, int> _count = new(StringComparer.Ordinal);

    /// <summary>Nothing stays nothing.</summary>
    public string Of(string kind, string name)
    {
        if (name.Length == 0)
        {
            return name;
        }

        if (!_given.TryGetValue((kind, name), out var pseudonym))
        {
            _count[kind] = _count.GetValueOrDefault(kind) + 1;
            pseudonym = _given[(kind, name)] = string.Create(CultureInfo.InvariantCulture, $"{kind}-{_count[kind]}");
        }

        return pseudonym;
    }

    /// <summary>An address, or an address and a port: the port says what kind of service it is, and stays.</summary>
    public string OfEndpoint(string endpoint)
    {
        var colon = endpoint.LastIndexOf(':');
        var hasPort = colon > 0 && (endpoint[colon - 1] == ']' || endpoint.IndexOf(':', StringComparison.Ordinal) == colon);
        return hasPort ? Of("host", endpoint[..colon].Trim('[', ']')) + endpoint[colon..] : Of("host", endpoint.Trim('[', ']'));
    }
}
