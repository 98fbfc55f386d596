using System.Globalization;
using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;

namespace MeshLens.Server.Output;

/// <summary>A diagnosis as a page of text: the answer first, then what it rests on.</summary>
internal static class DiagnosisText
{
    // The unit of what is counted; a reader needs none.
    private const string Bare = "1";

    public static void Write(Diagnosis diagnosis, TextWriter writer)
    {
        var (edge, verdict) = (diagnosis.Edge, diagnosis.Verdict);
        writer.WriteLine(TerminalText.Clean(
            $"{edge.Source.Written} -> {edge.Destination.Written}"));
        writer.WriteLine($"{VerdictText.Of(verdict.Class, verdict.CauseName)}{About(verdict)}");
        Line(writer, verdict.Summary);
        Line(writer, verdict.Without);
        Latency(diagnosis.Latency, writer);
        LegTable.Write(diagnosis.Legs, writer);
        EndpointTable.Write(diagnosis.Endpoints, writer);
        List(writer, "Evidence", diagnosis.Evidence.Select(Describe));
        List(writer, "Cleared", diagnosis.Exonerated.Select(e => $"{VerdictClassNames.Of(e.Class)}: {e.Because}"));
        List(writer, "Findings", diagnosis.Findings.Select(f => $"{f.Severity} {f.Resource} {f.Field}: {f.Message} {f.Fix}"));
        List(writer, "Missing", diagnosis.Missing);
        List(writer, "Next", diagnosis.NextSteps);
        ExemplarTable.Write(diagnosis.Exemplars, writer);
        List(writer, "Notes", diagnosis.Notes);
        List(writer, "Sources", diagnosis.Coverage.Where(static source => source.Seen).Select(SourceText.Of));
        writer.WriteLine();
        writer.WriteLine($"Window {Time(diagnosis.Window.Start)} to {Time(diagnosis.Window.End)}: {diagnosis.Window.Requests} requests, {diagnosis.Window.Connections} new connections");
        writer.WriteLine($"Id {edge.Id}");
    }

    private static void Latency(LatencyBreakdown latency, TextWriter writer)
    {
        if (latency.ObservedMs is { } seen)
        {
            writer.WriteLine();
            writer.WriteLine($"Latency   mean {Number(seen.Mean)} ms, p50 {Number(seen.P50)}, p90 {Number(seen.P90)}, p99 {Number(seen.P99)}; excess {Number(latency.ExcessMs)} ms");
        }

        if (latency.Shares != default)
        {
            var (network, configuration, application, unexplained) = latency.Shares;
            var whole = latency.BaselineMs is null ? "Time     " : "Excess   ";
            writer.WriteLine($"{whole} network {Percent(network)}, mesh configuration {Percent(configuration)}, application {Percent(application)}, unexplained {Percent(unexplained)}");
        }

        if (latency.Components.Count == 0)
        {
            return;
        }

        var table = new TextTable("PART", "LEG", TextColumn.Number("ms"), TextColumn.Number("BASELINE ms"), "SOURCE");
        foreach (var part in latency.Components)
        {
            table.Add(part.Name, LegText.Of(part.Leg), Number(part.Ms), part.BaselineMs is { } baseline ? Number(baseline) : "-", SourceText.Of(part));
        }

        writer.WriteLine();
        table.WriteTo(writer);
    }

    private static string Describe(Evidence evidence) =>
        $"{evidence.Signal} {Number(evidence.Value)}{(evidence.Unit is "" or Bare ? "" : $" {evidence.Unit}")}"
        + (evidence.Baseline is { } baseline ? $", was {Number(baseline)}" : "")
        + $" ({evidence.Source}) -> {VerdictClassNames.Of(evidence.Supports)}"
        + (evidence.Predicted is { Value: { } value } predicted ? $"; {Number(value)} predicted by {Origin(predicted)}" : "");

    private static string Origin(PredictedBy predicted) =>
        string.Join(' ', new[] { predicted.Finding, predicted.Resource, predicted.Field }.Where(static part => part.Length > 0));

    private static void List(TextWriter writer, string title, IEnumerable<string> lines)
    {
        var first = true;
        foreach (var line in lines)
        {
            if (first)
            {
                writer.WriteLine();
                writer.WriteLine(title);
                first = false;
            }

            writer.WriteLine($"  {TerminalText.Clean(line)}");
        }
    }

    private static void Line(TextWriter writer, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            writer.WriteLine(TerminalText.Clean(text));
        }
    }

    // What is not judged has no confidence to tell.
    private static string About(Verdict verdict)
    {
        string[] parts =
        [
            verdict.Class == VerdictClass.Undetermined ? "" : $"confidence {Number(verdict.Confidence)}",
            verdict.Symptom == Symptom.None ? "" : verdict.Symptom.ToString().ToLowerInvariant(),
            verdict.Since == default ? "" : $"since {Time(verdict.Since)}",
        ];
        var told = string.Join(", ", parts.Where(part => part.Length > 0));
        return told.Length == 0 ? "" : $"  ({told})";
    }

    private static string Time(DateTimeOffset time) => time.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    private static string Number(double value) => value.ToString(Math.Abs(value) < 10 ? "0.##" : "0.#", CultureInfo.InvariantCulture);
}
