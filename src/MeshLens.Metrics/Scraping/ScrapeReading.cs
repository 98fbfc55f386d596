namespace MeshLens.Metrics.Scraping;

/// <summary>What many targets' last answers come down to.</summary>
internal static class ScrapeReading
{
    private const int MostListed = 100;

    public static ScrapeStatus Of(IReadOnlyCollection<AskedTarget> targets)
    {
        var failing = targets.Where(static target => target.Failures > 0).ToList();
        return new()
        {
            Kinds = targets.GroupBy(static target => target.Target.Kind).ToDictionary(static same => same.Key, static same => same.Count()),
            Answering = targets.Count(static target => target is { Failures: 0, Last: not null }),
            Failing = failing.Count,
            Troubles = [.. failing.OrderBy(static target => target.FailingSince).Take(MostListed).Select(Trouble)],
            SeriesLeftOut = targets.Sum(static target => (long)target.LeftOut),
        };
    }

    private static TargetTrouble Trouble(AskedTarget asked) => new(
        asked.Target.Name, asked.Target.Kind, asked.Scraper.Address, asked.Last ?? ScrapeFailure.None, asked.Reason, asked.FailingSince, asked.Failures);
}
