using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Rules;

/// <summary>Whether an edge meets a rule in its last window.</summary>
internal static class RuleMatch
{
    private const double SecondsPerWindow = 10;

    // What fires must get better than its bound before it counts as over: around the bound nothing comes and goes.
    private const double HoldingFactor = 0.7;
    private const double HoldingShare = 0.1;

    /// <param name="holding">The edge fires already: bounds are lower, and another cause of the same class is the same trouble.</param>
    public static bool IsMet(AlertRule rule, EdgeSummary edge, bool holding)
    {
        var factor = holding ? HoldingFactor : 1;
        return rule.Classes.Contains(edge.Class)
            && (holding || rule.Causes.Count == 0 || (edge.Cause is { } cause && rule.Causes.Contains(cause)))
            && IsAbout(rule, edge)
            && (holding || edge.Confidence >= rule.MinConfidence)
            && RateOf(edge) >= rule.MinRate * factor
            && IsOutOfBounds(rule, edge, factor)
            && FailureRatioOf(edge) >= rule.FailureRatio * factor
            && (rule.Share == 0 || ShareOf(edge) >= rule.Share - (holding ? HoldingShare : 0));
    }

    /// <summary>The part of the excess that the edge's own class explains.</summary>
    public static double ShareOf(EdgeSummary edge) => edge.Class switch
    {
        VerdictClass.Network => edge.Shares.Network,
        VerdictClass.MeshConfig => edge.Shares.MeshConfig,
        VerdictClass.Application => edge.Shares.Application,
        _ => edge.Shares.Unexplained,
    };

    // Connects that fail carry no request: an edge on which nothing gets through has a rate, too.
    private static double RateOf(EdgeSummary edge) => Math.Max(edge.Requests, edge.Failures) / SecondsPerWindow;

    private static double FailureRatioOf(EdgeSummary edge) =>
        edge.Failures == 0 ? 0 : edge.Failures / (double)Math.Max(edge.Failures, edge.Requests + edge.Failures);

    private static bool IsOutOfBounds(AlertRule rule, EdgeSummary edge, double factor)
    {
        if (rule.ExcessMs == 0 && rule.ExcessRatio == 0)
        {
            return true;
        }

        var before = Math.Max(0, edge.MeanMs - edge.ExcessMs);
        return edge.ExcessMs > 0 && edge.ExcessMs >= rule.ExcessMs * factor && edge.ExcessMs >= before * rule.ExcessRatio * factor;
    }

    private static bool IsAbout(AlertRule rule, EdgeSummary edge) =>
        (rule.Namespaces.Count == 0 || rule.Namespaces.Any(pattern => pattern.Matches(edge.Source.Namespace) || pattern.Matches(edge.Destination.Namespace)))
        && (rule.Services.Count == 0 || rule.Services.Any(pattern => IsNamed(pattern, edge)));

    private static bool IsNamed(NamePattern pattern, EdgeSummary edge)
    {
        var (source, destination) = (edge.Source, edge.Destination);
        return pattern.Matches(source.Name) || pattern.Matches(source.Written)
            || pattern.Matches(destination.Name) || pattern.Matches(destination.Written)
            || pattern.Matches($"{destination.Name}:{destination.Port}") || pattern.Matches($"{destination.Namespace}/{destination.Name}");
    }
}
