using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Files;
using MeshLens.Alerting.Rules;
using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Tests.Fakes;

/// <summary>Evaluates rules every five seconds of a clock that a test moves.</summary>
internal sealed class Story(RuleSet? rules = null)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    /// <summary>Ids of all alerts that ever fired.</summary>
    public HashSet<string> Fired { get; } = new(StringComparer.Ordinal);

    public AlertBook Book { get; set; } = AlertBook.Empty;

    public DateTimeOffset Now { get; private set; } = Edges.Noon;

    public Alert TheOne => Assert.Single(Book.Firing);

    /// <summary>Time passes while edges are as given.</summary>
    public Story Goes(int seconds, params IReadOnlyList<EdgeSummary> edges)
    {
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromSeconds(seconds); passed += Step)
        {
            Now += Step;
            Book = Evaluator.Next(Book, rules ?? RuleSet.BuiltIn, Edges.At(Now, edges), Now, static edge => $"http://lens/{edge}", AlertFile.DefaultGroupWait);
            Fired.UnionWith(Book.Firing.Select(static alert => alert.Id));
        }

        return this;
    }
}
