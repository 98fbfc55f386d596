using System.Globalization;

namespace MeshLens.Lab.Runs.Alerts;

/// <summary>Many faults drawn from a seed in meshes over two nodes; counts what people are woken for without need, and what they miss.</summary>
public static class AlertsRun
{
    private const int GoodEnough = 0;
    private const int NotGoodEnough = 1;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    /// <summary>Runs against a server that is up, has alerts, and reads the endpoints file of the same meshes; writes the figures as it goes.</summary>
    /// <returns>0 when the figures are good enough, 1 otherwise.</returns>
    /// <exception cref="LabException">The machine lacks something, the server has no alerts, or a mesh does not become healthy.</exception>
    public static async Task<int> RunAsync(AlertsOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var seed = options.Seed ?? TrialSchedule.FreshSeed();
        await options.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"seed {seed}{(options.Seed is null ? "" : " (given)")}"));
        using var http = new HttpClient { BaseAddress = options.Server, Timeout = TimeSpan.FromSeconds(10) };
        await new ApiAlertSource(http).AlertsAsync(cancellation);
        var book = new AlertBook(options, seed);
        IReadOnlyList<AlertSite> sites = [.. options.Meshes.Select(AlertSite.Of), .. options.Beside];
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(sites.Select(async (site, index) =>
        {
            try
            {
                await RunAsync(site, Share(site, index), http, book, options, ending.Token);
            }
            catch
            {
                // Without this mesh the figures are not those that were asked for.
                await ending.CancelAsync();
                throw;
            }
        }));
        return book.Close() ? GoodEnough : NotGoodEnough;

        // Each mesh has as many, one more or less, and somewhere among them a quiet stretch.
        IReadOnlyList<AlertScenario> Share(AlertSite site, int index)
        {
            var (first, next) = (options.Scenarios * index / sites.Count, options.Scenarios * (index + 1) / sites.Count);
            var faults = site.Draw(seed, first, next - first);
            var quietAt = faults.Count * (index + 1) / (sites.Count + 1);
            return [.. faults.Take(quietAt), AlertScenario.Quiet, .. faults.Skip(quietAt)];
        }
    }

    private static async Task RunAsync(AlertSite site, IReadOnlyList<AlertScenario> scenarios, HttpClient http, AlertBook book, AlertsOptions options, CancellationToken cancellation)
    {
        site.StartTraffic();
        var run = new AlertSiteRun(site, http, options);
        await run.AwaitHealthAsync(options.Baseline, cancellation);
        foreach (var scenario in scenarios)
        {
            await run.AwaitCalmAsync(Between, cancellation);
            book.Add(await run.RunAsync(scenario, cancellation));
        }
    }
}
