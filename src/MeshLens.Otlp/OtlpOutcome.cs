namespace MeshLens.Otlp;

/// <summary>What became of an export request. A sender may try again only what is <see cref="OtlpResult.Busy"/>.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Rejected">Items of it that were not taken and must not be sent again.</param>
/// <param name="Message">Why, in a sentence; empty when all is well.</param>
public readonly record struct OtlpOutcome(OtlpResult Result, long Rejected, string Message)
{
    /// <summary>All of it was taken.</summary>
    public static OtlpOutcome Taken { get; } = new(OtlpResult.Taken, 0, "");

    /// <summary>Some or all items were not taken.</summary>
    public static OtlpOutcome Partial(long rejected, string message) => new(OtlpResult.Taken, rejected, message);

    /// <summary>It is no such request.</summary>
    public static OtlpOutcome Malformed(string message) => new(OtlpResult.Malformed, 0, message);

    /// <summary>It is larger than what is taken.</summary>
    public static OtlpOutcome TooLarge(int maximumBytes) =>
        new(OtlpResult.TooLarge, 0, $"The request has more than {maximumBytes} bytes, as it came or unpacked: send smaller batches.");

    /// <summary>It may be sent again, after a while.</summary>
    public static OtlpOutcome Busy(string message) => new(OtlpResult.Busy, 0, message);
}
