using System.Net;
using System.Text.Json;

namespace MeshLens.Lab.Runs.Alerts;

/// <summary>Asks a MeshLens server over its web API.</summary>
internal sealed class ApiAlertSource(HttpClient http) : IAlertSource
{
    private static readonly Uri Path = new("api/v1/alerts", UriKind.Relative);

    /// <exception cref="LabException">The server knows nothing of alerts.</exception>
    public async Task<SeenAlerts?> AlertsAsync(CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(Path, cancellation);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                throw new LabException($"{http.BaseAddress} has no alerts: run a server that has.");
            }

            return response.IsSuccessStatusCode
                ? JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(cancellation), RunJson.Default.SeenAlerts)
                : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
