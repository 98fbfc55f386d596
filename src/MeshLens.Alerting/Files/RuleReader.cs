using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Rules;
using MeshLens.Alerting.Templates;
using MeshLens.Core.Verdicts;
using YamlDotNet.RepresentationModel;

namespace MeshLens.Alerting.Files;

/// <summary>Reads one rule.</summary>
/// <remarks>
/// <code>
/// - name: payments-network
///   severity: page
///   class: network            # or a list
///   cause: [rtt, syn-loss]
///   namespaces: [shop, "pay-*"]
///   services: ["shop/payments:8080"]
///   excess: 20ms
///   excessRatio: 50%
///   share: 60%
///   minRate: 1/s
///   for: 30s
///   keepFiringFor: 2m
/// </code>
/// </remarks>
internal sealed class RuleReader(YamlErrors errors)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly ValueReader _values = new(errors);

    /// <summary>Null when it has no name that could be used.</summary>
    public AlertRule? Read(YamlNode node)
    {
        if (YamlMap.Of(node, "a rule", errors) is not { } map)
        {
            return null;
        }

        var rule = new AlertRule
        {
            Name = Name(map),
            Severity = Severity(map),
            Classes = Classes(map),
            Causes = Causes(map),
            Namespaces = [.. map.Texts("namespaces").Select(static text => new NamePattern(text.Text))],
            Services = [.. map.Texts("services").Select(static text => new NamePattern(text.Text))],
            ExcessMs = _values.Duration(map, "excess", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromHours(1)).TotalMilliseconds,
            ExcessRatio = _values.Part(map, "excessRatio", most: 1000) ?? 0,
            Share = _values.Part(map, "share") ?? 0,
            FailureRatio = _values.Part(map, "failureRatio") ?? 0,
            MinRate = _values.Rate(map, "minRate") ?? 0,
            MinConfidence = _values.Part(map, "minConfidence") ?? 0,
            KeepFiringFor = _values.Duration(map, "keepFiringFor", TimeSpan.FromMinutes(1), TimeSpan.Zero, Day),
            Labels = Labels(map),
            Annotations = Annotations(map),
            Group = map.Text("group")?.Text,
        };
        if (map.Has("for") && map.Has("burn"))
        {
            errors.Add(node, "a rule has either 'for' or 'burn': leave one of them out.");
        }

        rule = rule with { For = _values.Duration(map, "for", rule.For, TimeSpan.Zero, Day), Burn = [.. map.List("burn").Select(new BurnReader(errors).Read).OfType<BurnWindow>()] };
        map.End("a rule");
        return rule.Name.Length > 0 ? rule : null;
    }

    private string Name(YamlMap map)
    {
        if (map.Text("name") is not { } found)
        {
            _values.Missing(map.Node, "name", "payments-network");
            return "";
        }

        if (found.Text.Length is 0 or > 100 || !found.Text.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            errors.Add(found.At, $"name '{found.Text}' is no name; use up to 100 letters, digits, '-' and '_'.");
            return "";
        }

        return found.Text;
    }

    private AlertSeverity Severity(YamlMap map)
    {
        var severity = AlertSeverity.Ticket;
        if (map.Text("severity") is { } found && (!Enum.TryParse(found.Text, ignoreCase: true, out severity) || !Enum.IsDefined(severity) || char.IsAsciiDigit(found.Text[0])))
        {
            errors.Add(found.At, $"severity '{found.Text}' is none; use page, ticket or info.");
        }

        return severity;
    }

    private List<VerdictClass> Classes(YamlMap map)
    {
        List<VerdictClass> classes = [];
        var found = map.Texts("class");
        foreach (var (text, at) in found)
        {
            if (VerdictClassNames.TryParse(text, out var parsed) && parsed != VerdictClass.Healthy)
            {
                classes.Add(parsed);
            }
            else
            {
                errors.Add(at, $"class '{text}' is none to alert on; use network, mesh-config, application or undetermined.");
            }
        }

        if (found.Count == 0)
        {
            _values.Missing(map.Node, "class", "network");
        }

        return classes;
    }

    // rtt or network/rtt
    private List<string> Causes(YamlMap map)
    {
        List<string> causes = [];
        foreach (var (text, at) in map.Texts("cause"))
        {
            var name = Cause.TryParse(text, out var cause) && cause.Name is { } inside ? inside : text;
            if (CauseNames.IsKnown(name))
            {
                causes.Add(name);
            }
            else
            {
                errors.Add(at, $"cause '{text}' is not known; there are: {string.Join(", ", CauseNames.All)}.");
            }
        }

        return causes;
    }

    private Dictionary<string, string> Labels(YamlMap map)
    {
        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        foreach (var (name, (text, at)) in map.Pairs("labels"))
        {
            if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
            {
                errors.Add(at, $"label '{name}' is no label's name; use letters, digits and '_', and no digit at first.");
            }

            if (AlertLabels.AreOurs(name))
            {
                errors.Add(at, $"label '{name}' is written by MeshLens itself; choose another name.");
            }

            labels[name] = text;
        }

        return labels;
    }

    private Dictionary<string, string> Annotations(YamlMap map)
    {
        Dictionary<string, string> annotations = new(StringComparer.Ordinal);
        foreach (var (name, (text, at)) in map.Pairs("annotations"))
        {
            TemplateCheck.Check(Template.Parse(text), $"annotation '{name}'", at, errors);
            annotations[name] = text;
        }

        return annotations;
    }
}
