using MeshLens.Alerting.Evaluation;

namespace MeshLens.Alerting.Reports;

/// <summary>What is broken now, what may be, and what was: the answer of <c>/api/v1/alerts</c>.</summary>
/// <param name="EvaluatedAt">When rules were last evaluated; null before the first time.</param>
/// <param name="Firing">Alerts that fire, pages first, then by the most excess. Each is one broken thing with all edges that suffer from it.</param>
/// <param name="Pending">What would fire if it went on. Its subjects and ids may change until it does.</param>
/// <param name="Resolved">What was over in the last day, the latest first, 200 at most.</param>
/// <param name="Notes">What keeps alerts from being complete or from being told, one sentence each.</param>
public sealed record AlertReport(
    DateTimeOffset? EvaluatedAt,
    IReadOnlyList<Alert> Firing,
    IReadOnlyList<Alert> Pending,
    IReadOnlyList<Alert> Resolved,
    IReadOnlyList<string> Notes);
