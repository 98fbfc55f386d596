using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Windows;

/// <summary>The answers for an edge that there is nothing to say about: it has just appeared, or it fell silent.</summary>
internal static class IdleDiagnosis
{
    public static Diagnosis Waiting(EdgeKey edge, Party source, Party destination) => new()
    {
        Edge = new(edge.ToString(), source, Destination(edge, destination)),
        Verdict = new()
        {
            Cause = Cause.Undetermined,
            Summary = "No window has closed yet: the first answer comes within ten seconds of the first traffic.",
        },
        Missing = ["a closed window with traffic"],
    };

    /// <param name="lastTraffic">The last window with traffic.</param>
    public static (Diagnosis Diagnosis, EdgeSummary Summary) Silent(
        Diagnosis lastDiagnosis, EdgeSummary lastSummary, Cause before, long lastTraffic)
    {
        var since = WindowGrid.EndOf(lastTraffic);
        var sentence = $"No traffic since {since:HH:mm:ss} UTC, so nothing can be said; until then the edge was {before}.";
        var diagnosis = lastDiagnosis with
        {
            Verdict = new() { Cause = Cause.Undetermined, Since = since, Summary = sentence },
            Latency = new(),
            Evidence = [],
            Exonerated = [],
            Missing = ["traffic"],
            NextSteps = [],
        };
        var summary = lastSummary with
        {
            Class = VerdictClass.Undetermined,
            Cause = null,
            Symptom = Symptom.None,
            Confidence = 0,
            Since = since,
            Summary = sentence,
            ExcessMs = 0,
            Shares = default,
            MeanMs = 0,
            P99Ms = 0,
            Requests = 0,
            Connections = 0,
            Failures = 0,
            Shifts = default,
            Path = default,
        };
        return (diagnosis, summary);
    }

    private static DiagnosedDestination Destination(EdgeKey edge, Party destination) =>
        new(destination.Namespace, destination.Name, destination.Kind, edge.Port);
}
