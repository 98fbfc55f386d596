using System.CommandLine;
using MeshLens.Core.Verdicts;
using MeshLens.Server.Output;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens diagnose</c>: the whole answer for one edge.</summary>
internal static class DiagnoseCommand
{
    public static Command Create()
    {
        var exitCode = CommonOptions.ExitCode();
        var question = new EdgeQuestion("diagnose", "Is this edge slow or failing, since when, by how much, and who owns it.");
        question.Command.Add(exitCode);
        question.Ask(
            static _ => "diagnosis",
            DiagnosisJson.Default.Diagnosis,
            DiagnosisText.Write,
            (parsed, diagnosis) => parsed.GetValue(exitCode) && diagnosis.Verdict.Class != VerdictClass.Healthy ? ExitCodes.NotHealthy : ExitCodes.Success);
        return question.Command;
    }
}
