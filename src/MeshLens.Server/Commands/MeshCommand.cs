using System.CommandLine;
using System.Text.Json;
using MeshLens.Api;
using MeshLens.Grains.Mesh;
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
        var output = CommonOptions.Output();
        var command = new Command("mesh", "Control planes and clusters that names and configuration come from, and what cannot be seen.") { server, token, output };
        command.SetAction((parsed, cancellationToken) => AskServer.Run(async () =>
        {
            using var api = new ApiClient(parsed.GetValue(server)!, parsed.GetValue(token));
            var status = await api.Get("/api/v1/mesh", ApiJson.Default.MeshStatus, cancellationToken);
            Write(status, parsed.GetValue(output));
            return ExitCodes.Success;
        }));
        return command;
    }

    private static void Write(MeshStatus status, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(status, ApiJson.Default.MeshStatus));
        }
        else
        {
            MeshText.Write(status, Console.Out);
        }
    }
}
