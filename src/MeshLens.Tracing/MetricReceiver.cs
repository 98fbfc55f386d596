using MeshLens.Otlp;
using MeshLens.Tracing.Forwarding;

namespace MeshLens.Tracing;

/// <summary>Takes metrics and sends them on as they are.</summary>
internal sealed class MetricReceiver(Forwarder forwarder) : IOtlpReceiver
{
    public static OtlpSignal Signal => OtlpSignal.Metrics;

    public static bool TakesJson => true;

    public OtlpOutcome Receive(OtlpPayload payload)
    {
        var refusal = forwarder.Refusal(Signal, payload) ?? Plausible.Problem(payload);
        if (refusal is { } reason)
        {
            payload.Return();
            return reason;
        }

        return forwarder.Add(Signal, payload, spans: 0);
    }
}
