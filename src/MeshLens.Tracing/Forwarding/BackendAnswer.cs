namespace MeshLens.Tracing.Forwarding;

/// <summary>A backend's answer to one attempt.</summary>
/// <param name="Result">What became of the request.</param>
/// <param name="Rejected">Items that the backend did not take though it took the request.</param>
/// <param name="Message">What it said, or what went wrong; empty when all is well.</param>
/// <param name="RetryAfter">How long it wants to be left alone; null when it does not say.</param>
internal readonly record struct BackendAnswer(SendResult Result, long Rejected, string Message, TimeSpan? RetryAfter = null)
{
    public static BackendAnswer Again(string message, TimeSpan? after = null) => new(SendResult.Again, 0, message, after);
}
