using MeshLens.Alerting.Rules;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MeshLens.Alerting.Files;

/// <summary>Reads an alert file, as YAML or JSON, and finds everything that is wrong with it at once.</summary>
/// <remarks>
/// <code>
/// link: https://meshlens.example.org
/// without: [application-trouble]
/// groupWait: 20s
/// sinks: [...]    # see SinkReader
/// rules: [...]    # see RuleReader
/// </code>
/// </remarks>
public static class AlertFileReader
{
    /// <summary>The most that a document may have.</summary>
    public const int MostBytes = 1 << 20;

    private const int MostRules = 500;
    private const int MostSinks = 20;
    private const int MostDepth = 16;

    /// <param name="yaml">The document; an empty one says nothing and is good.</param>
    /// <param name="errors">What is wrong, a line each.</param>
    /// <param name="onlyRules">Sinks and links may not be given: they are the operator's alone.</param>
    /// <returns>Null when something is wrong.</returns>
    public static AlertFile? Read(string yaml, out IReadOnlyList<string> errors, bool onlyRules = false) => Read(yaml, new(), onlyRules, out errors);

    /// <summary>Reads it where it is only looked at: the files that it names (tokens, secrets, authorities) need not be there.</summary>
    /// <param name="yaml">The document; an empty one says nothing and is good.</param>
    /// <param name="errors">What is wrong, a line each.</param>
    /// <param name="missing">Files that a server would not find here, a line each.</param>
    /// <returns>Null when something is wrong.</returns>
    public static AlertFile? ReadElsewhere(string yaml, out IReadOnlyList<string> errors, out IReadOnlyList<string> missing)
    {
        var ofFiles = new YamlErrors();
        var file = Read(yaml, new(ofFiles), onlyRules: false, out errors);
        missing = ofFiles.All;
        return file;
    }

    private static AlertFile? Read(string yaml, YamlErrors found, bool onlyRules, out IReadOnlyList<string> errors)
    {
        var file = Parse(yaml, found) is { } root && YamlMap.Of(root, "the document", found) is { } map
            ? Read(map, found, onlyRules)
            : AlertFile.Empty;
        errors = found.All;
        return errors.Count == 0 ? file : null;
    }

    private static AlertFile Read(YamlMap map, YamlErrors errors, bool onlyRules)
    {
        var values = new ValueReader(errors);
        var rules = Rules(map, errors);
        var without = map.Texts("without");
        foreach (var (text, at) in without.Where(static text => !BuiltInRules.All.Any(rule => rule.Name == text.Text)))
        {
            errors.Add(at, $"'{text}' is no built-in rule; there are: {string.Join(", ", BuiltInRules.All.Select(static rule => rule.Name))}.");
        }

        var file = new AlertFile(rules, [.. without.Select(static text => text.Text)], [], null,
            values.Duration(map, "groupWait", AlertFile.DefaultGroupWait, TimeSpan.Zero, TimeSpan.FromMinutes(10)));
        if (!onlyRules)
        {
            var sinks = map.List("sinks").ToList();
            var reader = new SinkReader(errors);
            file = file with { Sinks = [.. sinks.Take(MostSinks).Select(reader.Read).OfType<Sinks.SinkOptions>()], Link = values.Address(map, "link", "https://meshlens.example.org") };
            Once(file.Sinks.Zip(sinks, static (sink, node) => (sink.Name, node)), "sink", errors);
            TooMany(sinks, MostSinks, "sinks", errors);
        }

        map.End("the document");
        return file;
    }

    private static List<AlertRule> Rules(YamlMap map, YamlErrors errors)
    {
        var nodes = map.List("rules").ToList();
        var reader = new RuleReader(errors);
        var read = nodes.Take(MostRules).Select(node => (Rule: reader.Read(node), Node: node)).Where(static pair => pair.Rule is not null).ToList();
        Once(read.Select(static pair => (pair.Rule!.Name, pair.Node)), "rule", errors);
        TooMany(nodes, MostRules, "rules", errors);
        return [.. read.Select(static pair => pair.Rule!)];
    }

    private static void Once(IEnumerable<(string Name, YamlNode Node)> named, string what, YamlErrors errors)
    {
        foreach (var same in named.GroupBy(static pair => pair.Name, StringComparer.Ordinal).Where(static same => same.Key.Length > 0))
        {
            foreach (var (name, node) in same.Skip(1))
            {
                errors.Add(node, $"there is another {what} '{name}'; give each its own name.");
            }
        }
    }

    private static void TooMany(List<YamlNode> nodes, int most, string what, YamlErrors errors)
    {
        if (nodes.Count > most)
        {
            errors.Add(nodes[most], $"there are {nodes.Count} {what}; {most} is the most.");
        }
    }

    private static YamlNode? Parse(string yaml, YamlErrors errors)
    {
        if (yaml.Length > MostBytes)
        {
            errors.Add(1, $"the document is longer than {MostBytes >> 20} MiB.");
            return null;
        }

        try
        {
            if (IsTooDeep(yaml))
            {
                errors.Add(1, $"values lie within values more than {MostDepth} deep.");
                return null;
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count > 1)
            {
                errors.Add(stream.Documents[1].RootNode, "there is a second document; put everything into one.");
            }

            return stream.Documents is [var document, ..] && document.RootNode is not YamlScalarNode { Value: null or "" } ? document.RootNode : null;
        }
        catch (YamlException wrong)
        {
            errors.Add(wrong.Start.Line, $"this is no YAML: {wrong.Message}");
            return null;
        }
    }

    // Looked at piece by piece first: what builds the tree goes one call deeper for each level.
    private static bool IsTooDeep(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MostDepth + 2)
            {
                return true;
            }
        }

        return false;
    }
}
