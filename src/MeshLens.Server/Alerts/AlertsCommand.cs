using System.CommandLine;
using MeshLens.Alerting;
using MeshLens.Alerting.Reports;
using MeshLens.Server.Client;
using MeshLens.Server.Commands;
using MeshLens.Server.Output;

namespace MeshLens.Server.Alerts;

/// <summary><c>meshlens alerts</c>: what is broken, who is told, by which rules, and what rules would have said.</summary>
internal static class AlertsCommand
{
    public static Command Create()
    {
        var command = Ask(
            "alerts", "What is broken: one alert per broken thing, with the service pairs that suffer from it.", "/api/v1/alerts",
            AlertingJson.Default.AlertReport, static report => AlertText.Write(report, Console.Out));
        command.Add(Ask(
            "sinks", "Who is told of alerts, and whether that works.", "/api/v1/alerts/sinks",
            AlertingJson.Default.SinkList, static list => AlertText.Write(list, Console.Out)));
        command.Add(Ask(
            "rules", "The alert rules in force.", "/api/v1/alerts/rules",
            AlertingJson.Default.RuleList, static list => AlertText.Write(list, Console.Out)));
        command.Add(AlertTestCommand.Create());
        return command;
    }

    private static Command Ask<T>(string name, string description, string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, Action<T> write)
    {
        var server = CommonOptions.Server();
        var token = CommonOptions.TokenFile();
        var authority = CommonOptions.AuthorityFile();
        var output = CommonOptions.Output();
        var command = new Command(name, description) { server, token, authority, output };
        command.SetAction((parsed, cancellationToken) => AskServer.Run(async () =>
        {
            using var api = new ApiClient(parsed.GetValue(server)!, parsed.GetValue(token), parsed.GetValue(authority));
            var answer = await api.GetBytes(path, cancellationToken);
            var read = api.Read(answer, type);
            if (parsed.GetValue(output) == OutputFormat.Json)
            {
                JsonOutput.Write(answer);
            }
            else
            {
                write(read);
            }

            return ExitCodes.Success;
        }));
        return command;
    }
}
