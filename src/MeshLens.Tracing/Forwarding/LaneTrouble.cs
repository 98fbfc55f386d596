namespace MeshLens.Tracing.Forwarding;

/// <summary>A backend that takes nothing.</summary>
/// <param name="since">Its first failure after it last took something.</param>
/// <param name="reason">What it said, or what went wrong.</param>
internal sealed class LaneTrouble(DateTimeOffset since, string reason)
{
    public DateTimeOffset Since => since;

    /// <summary>Of the last failure.</summary>
    public string Reason { get; set; } = reason;
}
