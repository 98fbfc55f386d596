using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace MeshLens.Alerting.Files;

/// <summary>Everything that is wrong with a document, each with its line and what to write instead.</summary>
internal sealed class YamlErrors
{
    private readonly SortedDictionary<(long Line, int Order), string> _found = [];

    public IReadOnlyList<string> All => [.. _found.Values];

    public void Add(YamlNode at, string sentence) => Add(at.Start.Line, sentence);

    public void Add(long line, string sentence) =>
        _found.Add((line, _found.Count), string.Create(CultureInfo.InvariantCulture, $"line {line}: {sentence}"));
}
