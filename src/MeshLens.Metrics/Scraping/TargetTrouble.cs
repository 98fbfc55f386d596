using MeshLens.Metrics.Discovery;

namespace MeshLens.Metrics.Scraping;

/// <summary>A target that does not answer as it should.</summary>
/// <param name="Target">As people call it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Address">Where it is asked next.</param>
/// <param name="Failure">What it was the last time.</param>
/// <param name="Reason">In a sentence.</param>
/// <param name="Since">When it began.</param>
/// <param name="Times">How often in a row.</param>
public sealed record TargetTrouble(string Target, TargetKind Kind, Uri Address, ScrapeFailure Failure, string Reason, DateTimeOffset Since, int Times);
