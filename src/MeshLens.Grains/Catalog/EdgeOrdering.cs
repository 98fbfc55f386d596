using MeshLens.Core.Verdicts;

namespace MeshLens.Grains.Catalog;

/// <summary>The orders in which edges can be listed. Each is total: ties end with the id.</summary>
internal static class EdgeOrdering
{
    public static Comparison<EdgeSummary> Of(EdgeOrder order) => order switch
    {
        EdgeOrder.Excess => (left, right) => Then(right.ExcessMs.CompareTo(left.ExcessMs), left, right),
        EdgeOrder.Requests => (left, right) => Then(right.Requests.CompareTo(left.Requests), left, right),
        EdgeOrder.Name => (left, right) => string.CompareOrdinal(left.Id, right.Id),
        _ => WorstFirst,
    };

    private static int WorstFirst(EdgeSummary left, EdgeSummary right)
    {
        var order = Rank(left).CompareTo(Rank(right));
        order = order != 0 ? order : right.ExcessMs.CompareTo(left.ExcessMs);
        return Then(order, left, right);
    }

    private static int Then(int order, EdgeSummary left, EdgeSummary right) =>
        order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);

    // A failing edge hurts more than a slow one, and a known cause more than a doubt.
    private static int Rank(EdgeSummary edge) => edge.Class switch
    {
        VerdictClass.Healthy => 3,
        VerdictClass.Undetermined => 2,
        _ when edge.Symptom == Symptom.Failures => 0,
        _ => 1,
    };
}
