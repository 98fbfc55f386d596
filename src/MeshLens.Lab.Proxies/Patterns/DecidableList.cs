namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>The list that was written beforehand: what must be said of each case with each source removed.</summary>
internal sealed class DecidableList
{
    private const string Resource = "decidable.tsv";

    private readonly Dictionary<string, Expectation[]> _cases;

    private DecidableList(Dictionary<string, Expectation[]> cases) => _cases = cases;

    /// <summary>The list as it is part of this program.</summary>
    public static DecidableList Read()
    {
        using var stream = typeof(DecidableList).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => line[0] != '#');
        return new(lines.Select(static line => line.Split('\t')).ToDictionary(
            static cells => cells[0],
            static cells => cells[1..].Select(static cell => new Expectation(cell)).ToArray()));
    }

    public IReadOnlyCollection<string> Cases => _cases.Keys;

    public Expectation Of(string name, RemovedSource removed) => _cases[name][(int)removed];
}
