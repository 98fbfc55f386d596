using MeshLens.Alerting.Rules;
using YamlDotNet.RepresentationModel;

namespace MeshLens.Alerting.Files;

/// <summary>Reads one burn window.</summary>
/// <remarks>
/// <code>
/// burn:
///   - { name: fast, over: 10m, and: 1m, bad: 50% }
///   - { name: slow, over: 6h, and: 30m, bad: 5% }
/// </code>
/// </remarks>
internal sealed class BurnReader(YamlErrors errors)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly ValueReader _values = new(errors);

    /// <summary>Null when it lacks what it needs.</summary>
    public BurnWindow? Read(YamlNode node)
    {
        if (YamlMap.Of(node, "a burn window", errors) is not { } map)
        {
            return null;
        }

        var name = map.Text("name")?.Text ?? "burn";
        var over = _values.Duration(map, "over", Window, BurnWindow.Longest);
        var and = _values.Duration(map, "and", Window, BurnWindow.Longest);
        var bad = _values.Part(map, "bad");
        if (over is null)
        {
            _values.Missing(node, "over", "1h");
        }

        if (bad is null or 0)
        {
            errors.Add(node, "bad is missing or 0; write the part of the time that must be bad, for example bad: 25%.");
        }

        if (and > over)
        {
            errors.Add(node, "'and' is longer than 'over': it is the short time within the long one.");
        }

        map.End("a burn window");
        return over is { } time && bad is { } part ? new(name, time, and ?? time, part) : null;
    }
}
