using System.Globalization;
using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Reports;
using MeshLens.Alerting.Rules;
using MeshLens.Core.Verdicts;
using MeshLens.Server.Output;

namespace MeshLens.Server.Alerts;

/// <summary>Alerts, sinks and rules as tables.</summary>
internal static class AlertText
{
    private const int MostResolved = 10;

    public static void Write(AlertReport report, TextWriter writer)
    {
        var table = new TextTable("STATE", "SEVERITY", "RULE", "BROKEN", "CAUSE", "SINCE", TextColumn.Number("EDGES"), TextColumn.Number("EXCESS ms"));
        foreach (var alert in report.Firing.Concat(report.Pending).Concat(report.Resolved.Take(MostResolved)))
        {
            Add(table, alert);
        }

        table.WriteTo(writer);
        foreach (var alert in report.Firing)
        {
            writer.WriteLine();
            writer.WriteLine(TerminalText.Clean(alert.Annotations.GetValueOrDefault("summary", "")));
        }

        foreach (var note in report.Notes)
        {
            writer.WriteLine();
            writer.WriteLine(TerminalText.Clean(note));
        }
    }

    public static void Write(SinkList list, TextWriter writer)
    {
        var table = new TextTable("SINK", "KIND", "HEALTH", "ADDRESS", TextColumn.Number("SENT"), TextColumn.Number("WAITING"), TextColumn.Number("REFUSED"), "REASON");
        foreach (var sink in list.Sinks)
        {
            table.Add(sink.Name, sink.Kind, sink.Health.ToString().ToLowerInvariant(), sink.Address, Number(sink.Sent), Number(sink.Waiting), Number(sink.Refused), sink.Reason ?? sink.Refusal ?? (sink.Health == SinkHealth.Idle ? "never told yet" : ""));
        }

        table.WriteTo(writer);
    }

    /// <summary>A few lines for somebody who asks whether all is in order.</summary>
    public static void WriteHealth(AlertReport report, SinkList list, TextWriter writer)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Alerts: {report.Firing.Count} firing, {report.Pending.Count} pending."));
        if (list.Sinks.Count > 0)
        {
            Write(list, writer);
        }

        foreach (var note in report.Notes)
        {
            writer.WriteLine($"  {TerminalText.Clean(note)}");
        }
    }

    public static void Write(RuleList list, TextWriter writer)
    {
        var table = new TextTable("RULE", "SEVERITY", "CLASS", "FOR", "KEEP", "FROM");
        foreach (var rule in list.Rules)
        {
            table.Add(
                rule.Name, rule.Severity.ToString().ToLowerInvariant(), string.Join(',', rule.Classes.Select(VerdictClassNames.Of)), For(rule),
                Duration(rule.KeepFiringFor), rule.IsBuiltIn ? "built in" : list.Source);
        }

        table.WriteTo(writer);
        foreach (var error in list.Errors)
        {
            writer.WriteLine(TerminalText.Clean(error));
        }
    }

    public static void Add(TextTable table, Alert alert) => table.Add(
        alert.State.ToString().ToLowerInvariant(), alert.Severity.ToString().ToLowerInvariant(), alert.Rule, alert.Subject.Written,
        VerdictText.Of(alert.Class, alert.Cause), alert.Since.LocalDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        Number(alert.Members.Count), alert.PeakExcessMs.ToString("0.0", CultureInfo.InvariantCulture));

    private static string For(AlertRule rule) => rule.Burn.Count == 0
        ? Duration(rule.For)
        : string.Join(", ", rule.Burn.Select(static burn => string.Create(CultureInfo.InvariantCulture, $"{burn.Name} {burn.Bad:P0} of {Duration(burn.Over)}")));

    private static string Duration(TimeSpan time) => time.TotalMinutes < 1 || time.Seconds != 0 ? $"{time.TotalSeconds:0}s" : time.TotalHours < 1 || time.Minutes != 0 ? $"{time.TotalMinutes:0}m" : $"{time.TotalHours:0}h";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
