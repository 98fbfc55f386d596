namespace MeshLens.Otlp;

/// <summary>Takes the requests of one signal, whatever transport and encoding they came by.</summary>
public interface IOtlpReceiver
{
    /// <summary>What it takes.</summary>
    static abstract OtlpSignal Signal { get; }

    /// <summary>It wants JSON as it came; otherwise it gets protobuf alone.</summary>
    static virtual bool TakesJson => false;

    /// <summary>Takes a request, at once: a sender waits for the answer.</summary>
    /// <param name="payload">Its own from here on, also when it takes nothing.</param>
    OtlpOutcome Receive(OtlpPayload payload);
}
