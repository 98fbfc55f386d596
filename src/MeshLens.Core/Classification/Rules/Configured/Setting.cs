using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>What a verdict points at: a field of a resource, and what to do with it.</summary>
/// <param name="Finding">The rule that found it; empty for a plain setting.</param>
internal sealed record Setting(string Finding, string Resource, string Field, string Fix)
{
    /// <summary>"VirtualService shop/payments, spec.http[0].timeout".</summary>
    public string Where => (Resource.Length, Field.Length) switch
    {
        (0, _) => Field,
        (_, 0) => Resource,
        _ => $"{Resource}, {Field}",
    };

    public string NextStep => $"{Where}: {Fix}";

    public static Setting Of(ConfiguredFinding finding) => new(finding.Rule, finding.Resource, finding.Field, finding.Fix);

    public static Setting Of(ConfiguredRoute route, string field, string fix) =>
        new("", route.Resource, route.Field.Length == 0 ? field : $"{route.Field}.{field}", fix);

    public static Setting OfPolicy(string resource, string field, string fix) => new("", resource, $"spec.trafficPolicy.{field}", fix);

    public static Setting Of(ConfiguredFilter filter, string fix) =>
        new("", "", $"HTTP filter {filter.Name}{(filter.IsInbound ? " of the destination" : "")}", fix);

    public PredictedBy Predicting(double? value) => new(Finding, Resource, Field, value);
}
