using System.CommandLine;
using MeshLens.Api;
using MeshLens.Server.Client;
using MeshLens.Server.Output;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens mesh</c>: who tells MeshLens about the mesh, and what nobody does.</summary>
internal static class MeshCommand
{
    public static Command Create()
    {
        var server = CommonOptions.Server();
        var token = CommonOptions.TokenFile();
        var authority = CommonOptions.AuthorityFile();
        var output = CommonOptions.Output();
        var command = new Command("mesh", "Control planes and clusters that names and configuration come from, and what cannot be seen.") { server, token, authority, output };
        command.SetAction((parsed, cancellationToken) => AskServer.Run(async () =>
        {
            using var api = new ApiClient(parsed.GetValue(server)!, parsed.GetValue(token), parsed.GetValue(authority));
            var answer = await api.GetBytes("/api/v1/mesh", cancellationToken);
            var status = api.Read(answer, ApiJson.Default.MeshStatus);
            if (parsed.GetValue(output) == OutputFormat.Json)
            {
                JsonOutput.Write(answer);
            }
            else
            {
                MeshText.Write(status, Console.Out);
            }

            return ExitCodes.Success;
        }));
        return command;
    }
}
