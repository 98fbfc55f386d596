using System.CommandLine;
using System.Text.Json;
using MeshLens.Api;
using MeshLens.Grains.Catalog;
using MeshLens.Core.Verdicts;
using MeshLens.Server.Client;
using MeshLens.Server.Output;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens edges</c>: the service pairs, worst first.</summary>
internal static class EdgesCommand
{
    public static Command Create()
    {
        var server = CommonOptions.Server();
        var token = CommonOptions.TokenFile();
        var output = CommonOptions.Output();
        var @namespace = new Option<string?>("--namespace", "-n") { Description = "Only edges from or to this namespace." };
        var verdict = new Option<string?>("--class") { Description = "Only edges of this class: network, mesh-config, application, healthy or undetermined." };
        var text = new Option<string?>("--text") { Description = "Only edges with this text in a name." };
        var limit = new Option<int>("--limit") { Description = "How many, 1 to 1000.", DefaultValueFactory = _ => 50 };

        var command = new Command("edges", "The service pairs and their verdicts, worst first.") { server, token, output, @namespace, verdict, text, limit };
        command.SetAction((parsed, cancellationToken) => AskServer.Run(async () =>
        {
            using var api = new ApiClient(parsed.GetValue(server)!, parsed.GetValue(token));
            var query = EdgeQueryString.Of(parsed.GetValue(@namespace), parsed.GetValue(verdict), parsed.GetValue(text), parsed.GetValue(limit));
            var page = await api.Get($"/api/v1/edges{query}", ApiJson.Default.EdgePage, cancellationToken);
            Write(page, parsed.GetValue(output));
            return ExitCodes.Success;
        }));
        return command;
    }

    private static void Write(EdgePage page, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(page, ApiJson.Default.EdgePage));
        }
        else
        {
            EdgeTable.Write(page.Edges, Console.Out);
            if (page.Total > page.Edges.Count)
            {
                Console.Error.WriteLine($"{page.Edges.Count} of {page.Total} edges; --limit shows more.");
            }
        }
    }
}
