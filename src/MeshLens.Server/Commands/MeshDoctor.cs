using MeshLens.Api;
using MeshLens.Server.Client;
using MeshLens.Server.Output;

namespace MeshLens.Server.Commands;

/// <summary>What <c>meshlens doctor</c> adds to the agent's answer: who tells this machine's server about the mesh.</summary>
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
