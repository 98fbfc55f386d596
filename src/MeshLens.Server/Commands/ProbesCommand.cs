using System.CommandLine;
using MeshLens.Api;
using MeshLens.Server.Client;
using MeshLens.Server.Output;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens probes</c>: how nodes reach each other.</summary>
internal static class ProbesCommand
{
    public static Command Create()
    {
        var server = CommonOptions.Server();
        var token = CommonOptions.TokenFile();
        var authority = CommonOptions.AuthorityFile();
        var output = CommonOptions.Output();
        var command = new Command("probes", "How nodes reach each other, by their probes: the worst pairs first.") { server, token, authority, output };
        command.SetAction((parsed, cancellationToken) => AskServer.Run(async () =>
        {
            using var api = new ApiClient(parsed.GetValue(server)!, parsed.GetValue(token), parsed.GetValue(authority));
            var answer = await api.GetBytes("/api/v1/probes", cancellationToken);
            var matrix = api.Read(answer, ApiJson.Default.ProbeMatrix);
            if (parsed.GetValue(output) == OutputFormat.Json)
            {
                JsonOutput.Write(answer);
            }
            else
            {
                ProbeTable.Write(matrix, Console.Out);
            }

            return ExitCodes.Success;
        }));
        return command;
    }
}
