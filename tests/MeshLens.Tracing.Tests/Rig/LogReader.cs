using MeshLens.Otlp;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Reads logs for itself, as access logs are read, and takes none of them.</summary>
internal sealed class LogReader : IOtlpReceiver
{
    private int _read;

    public static OtlpSignal Signal => OtlpSignal.Logs;

    public int Read => Volatile.Read(ref _read);

    public OtlpOutcome Receive(OtlpPayload payload)
    {
        Interlocked.Increment(ref _read);
        payload.Return();
        return OtlpOutcome.Partial(1, "This is no access log.");
    }
}
