using MeshLens.Alerting;
using MeshLens.Api;
using MeshLens.Server.Alerts;
using MeshLens.Server.Client;
using MeshLens.Server.Output;

namespace MeshLens.Server.Commands;

/// <summary>What <c>meshlens doctor</c> adds to the agent's answer: who tells this machine's server about the mesh, and whether alerts arrive.</summary>
/// <remarks>Only without options: those are the agent's, and its JSON is a document of its own.</remarks>
internal static class MeshDoctor
{
    public const string Command = "doctor";

    public static async Task Run(Uri server, TextWriter writer, CancellationToken cancellationToken)
    {
        await writer.WriteLineAsync();
        try
        {
            using var api = new ApiClient(server, null, null);
            MeshText.Write(await api.Get("/api/v1/mesh", ApiJson.Default.MeshStatus, cancellationToken), writer);
            var alerts = await api.Get("/api/v1/alerts", AlertingJson.Default.AlertReport, cancellationToken);
            await writer.WriteLineAsync();
            AlertText.WriteHealth(alerts, await api.Get("/api/v1/alerts/sinks", AlertingJson.Default.SinkList, cancellationToken), writer);
        }
        catch (ApiException)
        {
            await writer.WriteLineAsync($"Names and configuration: no server answers at {server}; 'meshlens mesh --server URL' asks another.");
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C: the agent's answer stands.
        }
    }
}
