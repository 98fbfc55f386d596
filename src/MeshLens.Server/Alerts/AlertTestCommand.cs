using System.CommandLine;
using System.Text.Json;
using MeshLens.Alerting;
using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Files;
using MeshLens.Alerting.Rules;
using MeshLens.Core.Snapshots;
using MeshLens.Server.Commands;
using MeshLens.Server.Output;

namespace MeshLens.Server.Alerts;

/// <summary><c>meshlens alerts test</c>: whether rules can be loaded, and what they would have said to saved snapshots.</summary>
internal static class AlertTestCommand
{
    public static Command Create()
    {
        var rules = new Argument<string>("rules") { Description = "The alert file, as --alerts takes it." };
        var snapshots = new Argument<string[]>("snapshots")
        {
            Description = "Files with snapshots, one or many each, or directories of them ('meshlens snapshot' and recordings). Without any, the rules are checked alone.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var output = CommonOptions.Output();
        var command = new Command("test", $"Check an alert file, and replay saved snapshots: which alerts would have fired, and when, and what met a rule for too short a time. Ends with {ExitCodes.Misuse} when the file has mistakes.") { rules, snapshots, output };
        command.SetAction((parsed, _) => AskServer.Run(() => Task.FromResult(Run(
            parsed.GetValue(rules)!, parsed.GetValue(snapshots)!, parsed.GetValue(output), Console.Out, Console.Error))));
        return command;
    }

    /// <exception cref="IOException">A file is not there or is no such file.</exception>
    public static int Run(string rulesFile, IReadOnlyList<string> snapshots, OutputFormat format, TextWriter results, TextWriter notes)
    {
        var file = AlertFileReader.ReadElsewhere(File.ReadAllText(rulesFile), out var errors, out var missing);
        foreach (var error in errors)
        {
            notes.WriteLine($"{rulesFile}, {error}");
        }

        Note(missing, rulesFile, notes);
        if (file is null)
        {
            return ExitCodes.Misuse;
        }

        var rules = RuleSet.Of(file.Rules, file.Without);
        notes.WriteLine($"{rulesFile} is good: {rules.All.Count} rules in force, {file.Sinks.Count} sinks.");
        if (snapshots.Count > 0)
        {
            Replay(SnapshotReplay.Of(snapshots.SelectMany(Read), rules, file.GroupWait), format, results, notes);
        }

        return ExitCodes.Success;
    }

    // Rules are tried where their secrets are not, such as in a review.
    private static void Note(IReadOnlyList<string> missing, string rulesFile, TextWriter notes)
    {
        foreach (var file in missing)
        {
            notes.WriteLine($"{rulesFile}, {file}");
        }

        if (missing.Count > 0)
        {
            notes.WriteLine("Rules are tested without these files; a server does not start without them.");
        }
    }

    private static void Replay(SnapshotReplay replay, OutputFormat format, TextWriter results, TextWriter notes)
    {
        notes.WriteLine($"{replay.Windows} windows of {replay.Edges} service pairs were replayed.");
        Write([.. replay.Alerts, .. replay.Short.Select(static met => met.Alert)], format, results);
        foreach (var met in replay.Short)
        {
            notes.WriteLine(TerminalText.Clean(met.Written));
        }
    }

    private static List<EdgeSnapshot> Read(string path)
    {
        var files = Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.json*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : new[] { path };
        List<EdgeSnapshot> found = [.. files.SelectMany(static file => SnapshotFile.Read(file))];
        return found.Count > 0 ? found : throw new IOException($"{path} holds no snapshots: name files that 'meshlens snapshot' wrote, or a directory with such files, called .json or .jsonl.");
    }

    private static void Write(IReadOnlyList<Alert> alerts, OutputFormat format, TextWriter writer)
    {
        if (format == OutputFormat.Json)
        {
            foreach (var alert in alerts)
            {
                writer.WriteLine(JsonSerializer.Serialize(alert, AlertingJson.Default.Alert));
            }

            return;
        }

        var table = new TextTable("STATE", "SEVERITY", "RULE", "BROKEN", "CAUSE", "SINCE", TextColumn.Number("EDGES"), TextColumn.Number("EXCESS ms"));
        foreach (var alert in alerts)
        {
            AlertText.Add(table, alert);
        }

        table.WriteTo(writer);
    }
}
