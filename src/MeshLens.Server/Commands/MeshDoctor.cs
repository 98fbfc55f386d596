using MeshLens.Alerting;
using MeshLens.Api;
using MeshLens.Server.Alerts;
using MeshLens.Server.Client;
using MeshLens.Server.Output;

namespace MeshLens.Server.Commands;

/// <summary>What <c>meshlens doctor</c> adds to the agent's answer: who tells the server about the mesh, and whether alerts arrive.</summary>
internal static class MeshDoctor
{
    /// <returns>False when the server does not answer, or not this caller; that is written, too.</returns>
    public static async Task<bool> Run(DoctorOptions options, TextWriter writer, CancellationToken cancellationToken)
    {
        await writer.WriteLineAsync();
        try
        {
            using var api = new ApiClient(options.Server, options.TokenFile, options.AuthorityFile);
            MeshText.Write(await api.Get("/api/v1/mesh", ApiJson.Default.MeshStatus, cancellationToken), writer);
            var alerts = await api.Get("/api/v1/alerts", AlertingJson.Default.AlertReport, cancellationToken);
            await writer.WriteLineAsync();
            AlertText.WriteHealth(alerts, await api.Get("/api/v1/alerts/sinks", AlertingJson.Default.SinkList, cancellationToken), writer);
            return true;
        }
        catch (ApiException e)
        {
            await writer.WriteLineAsync($"Names, configuration and alerts: {e.Message}");
            return false;
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C: the agent's answer stands.
            return false;
        }
    }
}
