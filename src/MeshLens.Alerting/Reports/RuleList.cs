using MeshLens.Alerting.Rules;

namespace MeshLens.Alerting.Reports;

/// <summary>The rules in force.</summary>
/// <param name="Rules">Built-in ones first.</param>
/// <param name="Source">Where those that are not built in come from: a file's name, <c>api</c>, or empty when there are none.</param>
/// <param name="Errors">What is wrong with the file as it is now, a line each; then the rules before it stay in force.</param>
public sealed record RuleList(IReadOnlyList<AlertRule> Rules, string Source, IReadOnlyList<string> Errors);
