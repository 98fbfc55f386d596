using System.Collections.Concurrent;

namespace MeshLens.Otlp.Tests.Rig;

/// <summary>Keeps what came, and answers as it is told.</summary>
internal sealed class CollectingReceiver : IOtlpReceiver
{
    public static OtlpSignal Signal => OtlpSignal.Logs;

    public ConcurrentQueue<byte[]> Requests { get; } = new();

    public OtlpOutcome Answer { get; set; } = OtlpOutcome.Taken;

    public OtlpOutcome Receive(OtlpPayload payload)
    {
        Requests.Enqueue(payload.Bytes.ToArray());
        payload.Return();
        return Answer;
    }
}
