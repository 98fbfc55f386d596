namespace MeshLens.Xds.Findings;

/// <summary>What a rule is about, for its page and for every finding it makes.</summary>
/// <param name="Id">Its name, for good: dashes and lower case.</param>
/// <param name="Rows">The rows of the catalogue of latency-relevant configuration that it covers.</param>
/// <param name="Severity">How bad its findings are unless one says otherwise.</param>
/// <param name="Title">What it finds, as a heading.</param>
/// <param name="Pattern">When it fires, exactly.</param>
/// <param name="Silent">What looks alike and does not fire, and why.</param>
/// <param name="Predicts">What must then be seen in signals.</param>
/// <param name="Field">Where in which Istio resource it is set.</param>
/// <param name="Fix">What to do.</param>
public sealed record RuleInfo(
    string Id, IReadOnlyList<int> Rows, Severity Severity, string Title, string Pattern, string Silent, string Predicts, string Field, string Fix);
