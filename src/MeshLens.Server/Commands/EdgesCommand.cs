using System.CommandLine;
using MeshLens.Api;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;
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
        var authority = CommonOptions.AuthorityFile();
        var output = CommonOptions.Output();
        var @namespace = new Option<string?>("--namespace", "-n") { Description = "Only edges from or to this namespace." };
        var verdict = new Option<string?>("--class") { Description = "Only edges of this class: network, mesh-config, application, healthy or undetermined." };
        var text = new Option<string?>("--text") { Description = "Only edges with this text in a name." };
        var limit = new Option<int>("--limit") { Description = "How many, 1 to 1000.", DefaultValueFactory = _ => 50 };
        var offset = new Option<int>("--offset") { Description = "How many to skip: with --limit, page by page.", DefaultValueFactory = _ => 0 };
        var sort = new Option<string>("--sort")
        {
            HelpName = "worst|excess|requests|name",
            Description = "What comes first: problems, the most excess of mean latency, the most requests, or by name.",
            DefaultValueFactory = _ => "worst",
        };
        sort.AcceptOnlyFromAmong("worst", "excess", "requests", "name");

        var command = new Command("edges", "The service pairs and their verdicts, worst first.") { server, token, authority, output, @namespace, verdict, text, sort, limit, offset };
        command.SetAction((parsed, cancellationToken) => AskServer.Run(async () =>
        {
            using var api = new ApiClient(parsed.GetValue(server)!, parsed.GetValue(token), parsed.GetValue(authority));
            var query = EdgeQueryString.Of(
                ("namespace", parsed.GetValue(@namespace)), ("class", parsed.GetValue(verdict)), ("text", parsed.GetValue(text)),
                ("sort", parsed.GetValue(sort)), ("limit", $"{parsed.GetValue(limit)}"), ("offset", $"{parsed.GetValue(offset)}"));
            var answer = await api.GetBytes($"/api/v1/edges{query}", cancellationToken);
            var page = api.Read(answer, ApiJson.Default.EdgePage);
            if (parsed.GetValue(output) == OutputFormat.Json)
            {
                JsonOutput.Write(answer);
            }
            else
            {
                Write(page);
            }

            return ExitCodes.Success;
        }));
        return command;
    }

    private static void Write(EdgePage page)
    {
        EdgeTable.Write(page.Edges, Console.Out);
        if (page.Total > page.Edges.Count)
        {
            Console.Error.WriteLine($"{page.Edges.Count} of {page.Total} edges; --limit and --offset show more.");
        }
    }
}
