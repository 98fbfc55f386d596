using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace MeshLens.Alerting.Files;

/// <summary>Everything that is wrong with a document, each with its line and what to write instead.</summary>
/// <param name="ofFiles">Where files that are named and not there are noted; null to have them among the others.</param>
internal sealed class YamlErrors(YamlErrors? ofFiles = null)
{
    private const int Most = 100;

    private readonly SortedDictionary<(long Line, int Order), string> _found = [];

    private int _more;

    /// <summary>The first hundred that were found, in order of their lines, and how many more there are.</summary>
    public IReadOnlyList<string> All => _more == 0 ? [.. _found.Values] : [.. _found.Values, string.Create(CultureInfo.InvariantCulture, $"and {_more} more.")];

    /// <summary>For files that the document names.</summary>
    public YamlErrors OfFiles => ofFiles ?? this;

    public void Add(YamlNode at, string sentence) => Add(at.Start.Line, sentence);

    public void Add(long line, string sentence)
    {
        if (_found.Count < Most)
        {
            _found.Add((line, _found.Count), string.Create(CultureInfo.InvariantCulture, $"line {line}: {sentence}"));
        }
        else
        {
            _more++;
        }
    }
}
