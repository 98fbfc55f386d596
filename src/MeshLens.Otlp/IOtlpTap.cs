namespace MeshLens.Otlp;

/// <summary>Gets a copy of every request of a signal beside its receiver. What it answers, the sender is told.</summary>
public interface IOtlpTap
{
    /// <summary>Of what.</summary>
    OtlpSignal Signal { get; }

    /// <summary>Takes a copy of a request as it came, or says why not; then the receiver is not asked either.</summary>
    /// <param name="payload">Stays the caller's.</param>
    OtlpOutcome Offer(in OtlpPayload payload);
}
