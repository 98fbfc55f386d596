namespace Benchmarks.Tracing;

/// <summary>What the sink counted since it was asked last.</summary>
/// <param name="Spans">That arrived.</param>
/// <param name="Known">Of those looked at: that crossed an edge that is known.</param>
/// <param name="Right">Of these: that were told that edge.</param>
/// <param name="Wrong">Of those looked at: that were told another one than theirs.</param>
/// <param name="Times">How long requests were on their way.</param>
internal sealed record SinkCount(long Spans, long Known, long Right, long Wrong, RequestTimes Times);
