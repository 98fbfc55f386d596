namespace Kernel.Tests;

/// <summary>What happens on purpose during one exchange.</summary>
/// <param name="ServerReadsLate">Between the request's arrival and the server's read.</param>
/// <param name="Handler">Between the server's read and its answer.</param>
/// <param name="ClientReadsLate">Between the answer's arrival and the client's read.</param>
internal sealed record Timings(TimeSpan ServerReadsLate = default, TimeSpan Handler = default, TimeSpan ClientReadsLate = default);
