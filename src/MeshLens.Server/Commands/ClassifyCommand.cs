using System.CommandLine;
using System.Text.Json;
using MeshLens.Core.Classification;
using MeshLens.Core.Verdicts;
using MeshLens.Server.Output;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens classify</c>: the verdict of saved snapshots, without a server.</summary>
internal static class ClassifyCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file")
        {
            Description = "Files that 'meshlens snapshot' or a recording wrote: a snapshot each, or one per line.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = CommonOptions.Output();
        var exitCode = CommonOptions.ExitCode();
        var command = new Command("classify", "What this version of MeshLens says of saved snapshots: the same snapshot, the same verdict.") { files, output, exitCode };
        command.SetAction((parsed, _) => AskServer.Run(() =>
        {
            var diagnoses = parsed.GetValue(files)!.SelectMany(SnapshotFile.Read).Select(static snapshot => Classifier.Classify(snapshot).Diagnosis).ToList();
            Write(diagnoses, parsed.GetValue(output), Console.Out);
            var healthy = diagnoses.TrueForAll(static diagnosis => diagnosis.Verdict.Class == VerdictClass.Healthy);
            return Task.FromResult(parsed.GetValue(exitCode) && !healthy ? ExitCodes.NotHealthy : ExitCodes.Success);
        }));
        return command;
    }

    private static void Write(List<Diagnosis> diagnoses, OutputFormat format, TextWriter writer)
    {
        foreach (var (index, diagnosis) in diagnoses.Index())
        {
            if (format == OutputFormat.Json)
            {
                writer.WriteLine(JsonSerializer.Serialize(diagnosis, DiagnosisJson.Default.Diagnosis));
                continue;
            }

            if (index > 0)
            {
                writer.WriteLine();
            }

            DiagnosisText.Write(diagnosis, writer);
        }
    }
}
