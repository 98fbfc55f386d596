using System.CommandLine;
using MeshLens.Alerting.Hosting;

namespace MeshLens.Server.Alerts;

/// <summary>The options of <c>server</c> and <c>run</c> that say who is told of alerts, and by which rules.</summary>
internal sealed class AlertSwitches
{
    private readonly Option<string?> _file = new("--alerts")
    {
        HelpName = "file",
        Description = "YAML file with alert rules and sinks; rules are read again when it changes. 'meshlens alerts test' checks it.",
    };

    private readonly Option<Uri[]> _alertmanagers = new("--alertmanager")
    {
        HelpName = "url",
        Description = "An Alertmanager that is told of alerts, once per replica: http://127.0.0.1:9093.",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = static result =>
        {
            List<Uri> addresses = [];
            foreach (var token in result.Tokens)
            {
                if (Uri.TryCreate(token.Value, UriKind.Absolute, out var address))
                {
                    addresses.Add(address);
                }
                else
                {
                    result.AddError($"'{token.Value}' is no address of an Alertmanager; write for example http://127.0.0.1:9093.");
                }
            }

            return [.. addresses];
        },
    };

    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_alertmanagers);
    }

    public AlertingOptions Read(ParseResult parsed) => new()
    {
        File = parsed.GetValue(_file),
        Alertmanagers = parsed.GetValue(_alertmanagers) ?? [],
    };
}
