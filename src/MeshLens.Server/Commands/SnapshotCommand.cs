using System.CommandLine;
using System.Text.Json;
using MeshLens.Core.Snapshots;
using MeshLens.Server.Client;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens snapshot</c>: what the classifier was given for one edge, to keep or to attach to a bug report.</summary>
internal static class SnapshotCommand
{
    public static Command Create()
    {
        var server = CommonOptions.Server();
        var token = CommonOptions.TokenFile();
        var authority = CommonOptions.AuthorityFile();
        var anonymise = new Option<bool>("--anonymise") { Description = "Replace names and addresses; figures, times and ports stay, and so does the verdict." };
        var command = new Command("snapshot", "Everything the verdict of an edge rests on, as JSON for 'meshlens classify'. It holds no payload.") { server, token, authority, anonymise };
        var edge = EdgeArgument.AddTo(command);
        command.SetAction((parsed, cancellationToken) => AskServer.Run(async () =>
        {
            using var api = new ApiClient(parsed.GetValue(server)!, parsed.GetValue(token), parsed.GetValue(authority));
            var id = await EdgeFinder.Find(api, parsed.GetValue(edge)!, cancellationToken);
            var snapshot = await api.Get($"/api/v1/edges/{Uri.EscapeDataString(id)}/snapshot", SnapshotJson.Default.EdgeSnapshot, cancellationToken);
            var told = parsed.GetValue(anonymise) ? SnapshotAnonymiser.Anonymise(snapshot) : snapshot;
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(told, SnapshotJson.Default.EdgeSnapshot));
            return ExitCodes.Success;
        }));
        return command;
    }
}
