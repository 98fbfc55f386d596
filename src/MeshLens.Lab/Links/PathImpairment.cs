namespace MeshLens.Lab.Links;

/// <summary>What one direction of a path does to a packet.</summary>
/// <param name="Delay">Time a packet is held back, one way; 0 to 10 s.</param>
/// <param name="Jitter">Each packet's delay is drawn evenly from Delay ± Jitter; packets never overtake each other.</param>
/// <param name="Loss">Share of the packets that vanish, 0 to 1.</param>
public sealed record PathImpairment(TimeSpan Delay, TimeSpan Jitter = default, double Loss = 0)
{
    /// <summary>A path that only costs what forwarding costs.</summary>
    public static PathImpairment None { get; } = new(TimeSpan.Zero);

    internal static PathImpairment Checked(PathImpairment value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfLessThan(value.Delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Delay, TimeSpan.FromSeconds(10));
        ArgumentOutOfRangeException.ThrowIfLessThan(value.Jitter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Jitter, TimeSpan.FromSeconds(10));
        ArgumentOutOfRangeException.ThrowIfNegative(value.Loss);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Loss, 1);
        return value;
    }
}
