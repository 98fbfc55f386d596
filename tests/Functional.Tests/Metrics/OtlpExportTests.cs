using System.Globalization;
using System.Text.RegularExpressions;
using Functional.Tests.Rig;
using OpenTelemetry.Proto.Metrics.V1;

namespace Functional.Tests.Metrics;

/// <summary>A real server, which a real agent reports to, pushes metrics to a backend over OTLP.</summary>
public sealed partial class OtlpExportTests
{
    private const string Shown = "meshlens_turn_duration_seconds";
    private const int Scale = 3;

    [RootFact]
    public async Task Histograms_ThatArePushed_HaveTheBucketsThatAreScraped()
    {
        using var directory = new TemporaryDirectory();
        await using var backend = await MetricsBackend.StartAsync();
        var traffic = new Traffic();
        await using var server = await ServerProcess.Start(
            "run", "--listen", "127.0.0.1:0", "--agents", "127.0.0.1:0", "--data", directory.File("data"), "--endpoints", directory.Endpoints(),
            "--export-otlp", $"{backend.Address}", "--export-otlp-interval", "5", "--", "--port", $"{traffic.Port}", "--node", "functional-export");
        try
        {
            await Eventually.Find("turns at the backend", () => Task.FromResult(Turns(backend)));
        }
        finally
        {
            await traffic.DisposeAsync();
        }

        // What is on its way arrives: in the end both tell of all of it.
        var scraped = "";
        await Eventually.Find(
            "the same buckets at both",
            async () =>
            {
                scraped = await server.Api.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
                return Turns(backend) is { } pushed && Matches(pushed, scraped) ? pushed : null;
            },
            () => $"Pushed: {Turns(backend)}\nscraped: {string.Join('\n', scraped.Split('\n').Where(static line => line.StartsWith(Shown, StringComparison.Ordinal)))}");
    }

    private static ExponentialHistogramDataPoint? Turns(MetricsBackend backend) =>
        backend.Newest("meshlens.turn.duration")?.ExponentialHistogram.DataPoints.FirstOrDefault(static point => point.Count > 0);

    // Every classic boundary is one of the pushed ones, too.
    private static bool Matches(ExponentialHistogramDataPoint pushed, string scraped)
    {
        Assert.Equal(Scale, pushed.Scale);
        var buckets = Bucket().Matches(scraped).ToDictionary(static line => line.Groups[1].Value, static line => ulong.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture));
        return buckets.Count > 10 && buckets.All(bucket => bucket.Value == CountUpTo(pushed, bucket.Key));
    }

    private static ulong CountUpTo(ExponentialHistogramDataPoint pushed, string bound)
    {
        var last = bound == "+Inf" ? int.MaxValue : (int)Math.Round(Math.Log2(double.Parse(bound, CultureInfo.InvariantCulture)) * (1 << Scale)) - 1;
        return pushed.Positive.BucketCounts.Where((_, slot) => pushed.Positive.Offset + slot <= last).Aggregate(pushed.ZeroCount, static (sum, count) => sum + count);
    }

    [GeneratedRegex(Shown + @"_bucket\{.*le=""([^""]+)""\} (\d+)\n")]
    private static partial Regex Bucket();
}
