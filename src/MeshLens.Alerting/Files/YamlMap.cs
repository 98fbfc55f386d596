using YamlDotNet.RepresentationModel;

namespace MeshLens.Alerting.Files;

/// <summary>A mapping of a document whose keys are taken one by one; those that nobody took are errors.</summary>
internal sealed class YamlMap
{
    // An alias repeats a list without a byte more.
    private const int MostEntries = 200;

    private readonly YamlMappingNode _node;
    private readonly YamlErrors _errors;
    private readonly Dictionary<string, YamlNode> _left = new(StringComparer.Ordinal);
    private readonly List<string> _asked = [];

    private YamlMap(YamlMappingNode node, YamlErrors errors)
    {
        (_node, _errors) = (node, errors);
        foreach (var (key, value) in node.Children)
        {
            if (key is not YamlScalarNode { Value: { Length: > 0 } name })
            {
                errors.Add(key, "a key must be a plain word.");
            }
            else
            {
                _left[name] = value;
            }
        }
    }

    public YamlMappingNode Node => _node;

    /// <summary>Null, and an error, when the node is no mapping.</summary>
    public static YamlMap? Of(YamlNode node, string what, YamlErrors errors)
    {
        if (node is YamlMappingNode mapping)
        {
            return new(mapping, errors);
        }

        errors.Add(node, $"{what} must be a mapping of keys to values.");
        return null;
    }

    public bool Has(string key) => _left.ContainsKey(key);

    /// <summary>Null when it is not there.</summary>
    public YamlNode? Take(string key)
    {
        _asked.Add(key);
        return _left.Remove(key, out var value) ? value : null;
    }

    /// <summary>The text of a plain value; null when it is not there, or is something else, which is an error.</summary>
    public (string Text, YamlNode At)? Text(string key)
    {
        switch (Take(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { } text } node:
                return (text, node);
            case var other:
                _errors.Add(other, $"{key} must be one plain value.");
                return null;
        }
    }

    /// <summary>A plain value, or a list of them; empty when it is not there.</summary>
    public List<(string Text, YamlNode At)> Texts(string key)
    {
        switch (Take(key))
        {
            case null:
                return [];
            case YamlScalarNode { Value: { } text } one:
                return [(text, one)];
            case YamlSequenceNode { Children.Count: > MostEntries } list:
                _errors.Add(list, $"{key} has {list.Children.Count} entries; a list may have {MostEntries}.");
                return [];
            case YamlSequenceNode list when list.All(static item => item is YamlScalarNode { Value: not null }):
                return [.. list.Cast<YamlScalarNode>().Select(static item => (item.Value!, (YamlNode)item))];
            case var other:
                _errors.Add(other, $"{key} must be a plain value or a list of them.");
                return [];
        }
    }

    /// <summary>The entries of a list; empty when it is not there.</summary>
    public IEnumerable<YamlNode> List(string key)
    {
        switch (Take(key))
        {
            case null:
                return [];
            case YamlSequenceNode list:
                return list.Children;
            case var other:
                _errors.Add(other, $"{key} must be a list: write each entry on a line that begins with a dash.");
                return [];
        }
    }

    /// <summary>Plain keys and values; empty when it is not there.</summary>
    public Dictionary<string, (string Text, YamlNode At)> Pairs(string key)
    {
        Dictionary<string, (string, YamlNode)> pairs = new(StringComparer.Ordinal);
        if (Take(key) is { } node && Of(node, key, _errors) is { } map)
        {
            if (map._left.Count > MostEntries)
            {
                _errors.Add(node, $"{key} has {map._left.Count} entries; it may have {MostEntries}.");
                return [];
            }

            foreach (var name in map._left.Keys.ToList())
            {
                if (map.Text(name) is { } text)
                {
                    pairs[name] = text;
                }
            }
        }

        return pairs;
    }

    /// <summary>Errors for keys that nobody asked for.</summary>
    public void End(string what)
    {
        foreach (var (key, value) in _left)
        {
            _errors.Add(value, $"{what} has no key '{key}'; there are: {string.Join(", ", _asked)}.");
        }
    }
}
