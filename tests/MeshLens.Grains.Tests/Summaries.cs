using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;

namespace MeshLens.Grains.Tests;

internal static class Summaries
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static EdgeSummary Of(
        string name, VerdictClass verdict = VerdictClass.Healthy, double excessMs = 0, string ns = "shop", Symptom symptom = Symptom.None) => new()
        {
            Id = $"lab~{ns}~{name}~{ns}~db~5432",
            Source = new(ns, name, PartyKind.Workload),
            Destination = new(ns, "db", PartyKind.Service, 5432),
            Class = verdict,
            Cause = verdict is VerdictClass.Healthy or VerdictClass.Undetermined ? null : "rtt",
            Symptom = symptom,
            ExcessMs = excessMs,
            WindowEnd = Now,
        };
}
