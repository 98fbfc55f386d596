namespace Tests.Shared;

/// <content>What tests need of it.</content>
internal sealed partial class PrometheusProgram
{
    /// <summary>Skips the test where there is no Prometheus.</summary>
    /// <param name="configuration">Its configuration file, in YAML.</param>
    /// <param name="native">Whether it asks for native histograms.</param>
    public static Task<PrometheusProgram> ForTestAsync(string configuration, bool native = false)
    {
        Assert.SkipUnless(File.Exists(Program), "Prometheus is not installed: .ci/install test.");
        return StartAsync(configuration, native, TestContext.Current.CancellationToken);
    }

    /// <summary>Configures it to scrape one server every second, as the job <c>meshlens</c>.</summary>
    public static string EverySecond(Uri source) => $$"""
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        scrape_configs:
        - job_name: meshlens
          static_configs: [{targets: ["{{source.Authority}}"]}]

        """;
}
