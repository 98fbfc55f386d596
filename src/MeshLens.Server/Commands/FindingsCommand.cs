using System.CommandLine;
using MeshLens.Api.Configuration;
using MeshLens.Server.Client;
using MeshLens.Server.Output;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens findings</c>: what rules find in the mesh's configuration, or in a dump.</summary>
internal static class FindingsCommand
{
    public static Command Create()
    {
        var server = CommonOptions.Server();
        var token = CommonOptions.TokenFile();
        var authority = CommonOptions.AuthorityFile();
        var output = CommonOptions.Output();
        var severity = new Option<string>("--severity") { Description = "Only findings this bad or worse: info, warning or error.", DefaultValueFactory = static _ => "info" };
        severity.AcceptOnlyFromAmong("info", "warning", "error");
        var text = new Option<string?>("--text") { Description = "Only findings with this text in rule, resource or service." };
        var file = new Option<string?>("--file") { Description = "Judge a dump instead of asking a server: a config_dump of an Envoy or a ztunnel, or what istioctl proxy-config prints with -o json." };
        var command = new Command("findings", "What in the mesh's configuration predicts latency or failures, worst first.") { server, token, authority, output, severity, text, file };
        command.SetAction((parsed, cancellationToken) => AskServer.Run(async () =>
        {
            var query = (Severity: parsed.GetValue(severity)!, Text: parsed.GetValue(text));
            if (parsed.GetValue(file) is { } dump)
            {
                return DumpFindings.Write(dump, query.Severity, query.Text, parsed.GetValue(output), Console.Out, Console.Error);
            }

            using var api = new ApiClient(parsed.GetValue(server)!, parsed.GetValue(token), parsed.GetValue(authority));
            var answer = await api.GetBytes($"/api/v1/findings{EdgeQueryString.Of(("severity", query.Severity), ("text", query.Text))}", cancellationToken);
            Write(answer, api.Read(answer, ConfigurationTypes.Report), parsed.GetValue(output));
            return ExitCodes.Success;
        }));
        return command;
    }

    private static void Write(byte[] answer, FindingReport report, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            JsonOutput.Write(answer);
        }
        else
        {
            FindingsText.Write(report, Console.Out);
        }
    }
}
