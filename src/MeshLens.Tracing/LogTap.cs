using System.Buffers;
using MeshLens.Otlp;
using MeshLens.Tracing.Forwarding;

namespace MeshLens.Tracing;

/// <summary>Sends logs on as they came, beside whoever reads proxies' access logs from them.</summary>
internal sealed class LogTap(Forwarder forwarder) : IOtlpTap
{
    public OtlpSignal Signal => OtlpSignal.Logs;

    public OtlpOutcome Offer(in OtlpPayload payload)
    {
        if ((forwarder.Refusal(Signal, payload) ?? Plausible.Problem(payload)) is { } reason)
        {
            return reason;
        }

        var copy = payload with { Buffer = ArrayPool<byte>.Shared.Rent(payload.Length) };
        payload.Bytes.CopyTo(copy.Buffer);
        return forwarder.Add(Signal, copy, spans: 0);
    }
}
