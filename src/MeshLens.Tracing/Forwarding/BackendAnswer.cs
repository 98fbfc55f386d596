namespace MeshLens.Tracing.Forwarding;

/// <summary>A backend's answer to one attempt.</summary>
/// <param name="Result">What became of the request.</param>
/// <param name="Rejected">Items that the backend did not take though it took the request.</param>
/// <param name="Message">What it said, or what went wrong; empty when all is well. It may be the backend's own words: cut, and without what would garble a log.</param>
/// <param name="RetryAfter">How long it wants to be left alone; null when it does not say.</param>
internal readonly record struct BackendAnswer(SendResult Result, long Rejected, string Message, TimeSpan? RetryAfter = null)
{
    private const int MostWords = 200;

    public string Message { get; } = Clean(Message);

    public static BackendAnswer Again(string message, TimeSpan? after = null) => new(SendResult.Again, 0, message, after);

    private static string Clean(string message)
    {
        var cut = message.Length <= MostWords ? message : message[..MostWords];
        return cut.Any(char.IsControl) ? string.Concat(cut.Select(static each => char.IsControl(each) ? ' ' : each)) : cut;
    }
}
