using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Grouping;

/// <summary>Which subjects may be behind several edges in trouble.</summary>
/// <remarks>
/// A subject is only believed if most edges that share it are in trouble, because those that are well clear it; the wider it is, the more of
/// them, and a node must show in more than one of its pairs. A pair is not picked from several of one edge at random.
/// </remarks>
internal sealed class Belief
{
    private const double MostOfPair = 0.6;
    private const double MostOfWider = 0.75;

    private readonly Dictionary<AlertSubject, List<Accusation>> _accusers = [];
    private readonly HashSet<AlertSubject> _believed = [];
    private readonly Clearings _well;

    public Belief(IEnumerable<Accusation> accusations, Clearings well)
    {
        _well = well;
        foreach (var accusation in accusations)
        {
            foreach (var subject in accusation.Candidates)
            {
                if (!_accusers.TryGetValue(subject, out var list))
                {
                    _accusers[subject] = list = [];
                }

                list.Add(accusation);
            }
        }

        _believed.UnionWith(_accusers.Keys.Where(IsBelieved));
    }

    public bool Has(AlertSubject subject) => _believed.Contains(subject);

    public List<Accusation> Accusers(AlertSubject subject) => _accusers[subject];

    /// <summary>How many edges that are well speak for it.</summary>
    public int Cleared(AlertSubject subject) => _well.Of(_accusers[subject][0].Class, subject);

    private bool IsBelieved(AlertSubject subject)
    {
        var accusers = _accusers[subject];
        var isNetwork = accusers[0].Class == VerdictClass.Network;
        return subject.Kind switch
        {
            SubjectKind.Edge => true,
            SubjectKind.NodePair => Part(subject) >= MostOfPair && (Edges(subject) > 1 || accusers.Exists(HasOnePair)),
            SubjectKind.Node => Part(subject) >= MostOfWider && Edges(subject) > 1 && (isNetwork ? BadPairs(subject) : Destinations(subject)) > 1,
            SubjectKind.ZonePair => Part(subject) >= MostOfWider && Edges(subject) > 1 && BadPairs(subject) > 1,
            _ => Part(subject) >= MostOfWider && (!isNetwork || Edges(subject) > 1),
        };
    }

    private double Part(AlertSubject subject) => Edges(subject) / (double)(Edges(subject) + Cleared(subject));

    private int Edges(AlertSubject subject) => _accusers[subject].Select(static accusation => accusation.Key.EdgeId).Distinct(StringComparer.Ordinal).Count();

    private static bool HasOnePair(Accusation accusation) => accusation.Candidates.Count(static candidate => candidate.Kind == SubjectKind.NodePair) == 1;

    // A node is more than a pair only if it is bad towards several others; a zone if several pairs across it are.
    private int BadPairs(AlertSubject subject) => _accusers[subject]
        .SelectMany(static accusation => accusation.Candidates)
        .Where(candidate => candidate.Kind == SubjectKind.NodePair && (subject.Kind != SubjectKind.Node || candidate.Nodes.Contains(subject.Name)))
        .Distinct()
        .Count(pair => Part(pair) >= MostOfPair);

    private int Destinations(AlertSubject subject) => _accusers[subject]
        .SelectMany(static accusation => accusation.Candidates)
        .Where(static candidate => candidate.Kind == SubjectKind.Service)
        .Distinct()
        .Count();
}
