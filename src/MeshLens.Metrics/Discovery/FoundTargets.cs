namespace MeshLens.Metrics.Discovery;

/// <summary>Who can be asked, and who cannot.</summary>
/// <param name="Targets">Each with an address of its own.</param>
/// <param name="Ambiguous">Addresses that two proxies claim, in two networks or on one node: nobody knows who would answer.</param>
/// <param name="LeftOut">Targets beyond the most that are asked.</param>
public sealed record FoundTargets(IReadOnlyList<ScrapeTarget> Targets, int Ambiguous, int LeftOut);
