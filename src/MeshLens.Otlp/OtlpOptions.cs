namespace MeshLens.Otlp;

/// <summary>How much is taken at once. Checked at start, all errors at once.</summary>
public sealed class OtlpOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Otlp";

    /// <summary>Largest request, as it comes and unpacked, in bytes. Default 4 MiB, 64 KiB to 64 MiB.</summary>
    public int MaximumBytes { get; set; } = 4 << 20;

    /// <summary>
    /// Requests under way at once; with <see cref="MaximumBytes"/> this bounds the memory that senders can claim. Default 256,
    /// 1 to 65,536.
    /// </summary>
    public int MaximumRequests { get; set; } = 256;

    /// <summary>When a sender that was told to wait may try again. Default 1 second, 1 second to 1 hour.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);
}
