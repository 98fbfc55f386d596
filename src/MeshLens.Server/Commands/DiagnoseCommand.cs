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
        var edge = new Argument<string[]>("edge")
        {
            Description = "An edge's id, or its source and destination as the table prints them: frontend payments, shop/frontend shop/payments:8080.",
            Arity = new ArgumentArity(0, 2),
        };
        var server = CommonOptions.Server();
        var token = CommonOptions.TokenFile();
        var authority = CommonOptions.AuthorityFile();
        var output = CommonOptions.Output();
        var exitCode = new Option<bool>("--exit-code") { Description = $"End with {ExitCodes.NotHealthy} when the edge is not healthy." };

        var command = new Command("diagnose", "Is this edge slow or failing, since when, by how much, and who owns it.") { edge, server, token, authority, output, exitCode };
        command.Validators.Add(result =>
        {
            if (result.GetValue(edge) is not { Length: > 0 })
            {
                result.AddError("diagnose: which edge? Give its id, or its source and destination by name; 'meshlens edges' lists them.");
            }
        });
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
