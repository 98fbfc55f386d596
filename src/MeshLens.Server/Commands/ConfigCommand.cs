using System.CommandLine;
using System.Globalization;
using MeshLens.Server.Client;
using MeshLens.Server.Output;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens config</c>: what the mesh's configuration does with one edge.</summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        var server = CommonOptions.Server();
        var token = CommonOptions.TokenFile();
        var authority = CommonOptions.AuthorityFile();
        var output = CommonOptions.Output();
        var onset = new Option<DateTimeOffset?>("--onset") { Description = "When the edge became slow: what changed is then ranked by how well it lines up." };
        var command = new Command("config", "What applies to an edge: listener, routes, clusters and endpoints, findings, and what changed.") { server, token, authority, output, onset };
        var edge = EdgeArgument.AddTo(command);
        command.SetAction((parsed, cancellationToken) => AskServer.Run(async () =>
        {
            using var api = new ApiClient(parsed.GetValue(server)!, parsed.GetValue(token), parsed.GetValue(authority));
            var id = await EdgeFinder.Find(api, parsed.GetValue(edge)!, cancellationToken);
            var query = EdgeQueryString.Of(("onset", parsed.GetValue(onset)?.ToString("O", CultureInfo.InvariantCulture)));
            var answer = await api.GetBytes($"/api/v1/edges/{Uri.EscapeDataString(id)}/config{query}", cancellationToken);
            if (parsed.GetValue(output) == OutputFormat.Json)
            {
                JsonOutput.Write(answer);
            }
            else
            {
                ConfigurationText.Write(api.Read(answer, ConfigurationTypes.Edge), Console.Out);
            }

            return ExitCodes.Success;
        }));
        return command;
    }
}
