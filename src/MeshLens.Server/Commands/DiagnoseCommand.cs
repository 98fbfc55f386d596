using System.CommandLine;
using MeshLens.Core.Verdicts;
using MeshLens.Server.Client;
using MeshLens.Server.Output;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens diagnose</c>: the whole answer for one edge.</summary>
internal static class DiagnoseCommand
{
    public static Command Create()
    {
        var server = CommonOptions.Server();
        var token = CommonOptions.TokenFile();
        var authority = CommonOptions.AuthorityFile();
        var output = CommonOptions.Output();
        var exitCode = CommonOptions.ExitCode();
        var command = new Command("diagnose", "Is this edge slow or failing, since when, by how much, and who owns it.") { server, token, authority, output, exitCode };
        var edge = EdgeArgument.AddTo(command);
        command.SetAction((parsed, cancellationToken) => AskServer.Run(async () =>
        {
            using var api = new ApiClient(parsed.GetValue(server)!, parsed.GetValue(token), parsed.GetValue(authority));
            var id = await EdgeFinder.Find(api, parsed.GetValue(edge)!, cancellationToken);
            var answer = await api.GetBytes($"/api/v1/edges/{Uri.EscapeDataString(id)}/diagnosis", cancellationToken);
            var diagnosis = api.Read(answer, DiagnosisJson.Default.Diagnosis);
            if (parsed.GetValue(output) == OutputFormat.Json)
            {
                JsonOutput.Write(answer);
            }
            else
            {
                DiagnosisText.Write(diagnosis, Console.Out);
            }

            return parsed.GetValue(exitCode) && diagnosis.Verdict.Class != VerdictClass.Healthy ? ExitCodes.NotHealthy : ExitCodes.Success;
        }));
        return command;
    }
}
