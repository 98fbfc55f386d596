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
        var onset = new Option<DateTimeOffset?>("--onset")
        {
            HelpName = "time",
            Description = "When the edge became slow: what changed is then ranked by how well it lines up.",
            CustomParser = static result =>
            {
                if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time))
                {
                    return time;
                }

                result.AddError($"'{result.Tokens[0].Value}' is not a time: write for example --onset 2026-03-01T12:00:00Z.");
                return null;
            },
        };
        var question = new EdgeQuestion("config", "What applies to an edge: listener, routes, clusters and endpoints, findings, and what changed.");
        question.Command.Add(onset);
        question.Ask(
            parsed => $"config{EdgeQueryString.Of(("onset", parsed.GetValue(onset)?.ToString("O", CultureInfo.InvariantCulture)))}",
            ConfigurationTypes.Edge,
            ConfigurationText.Write);
        return question.Command;
    }
}
