using MeshLens.Otlp.Json;

namespace MeshLens.Otlp;

/// <summary>Hands a request to its receiver, in an encoding that the receiver reads, and a copy to whoever taps the signal.</summary>
internal sealed class OtlpIntake<TReceiver>(TReceiver receiver, OtlpInstruments instruments, IEnumerable<IOtlpTap> taps)
    where TReceiver : IOtlpReceiver
{
    private readonly IOtlpTap? _tap = taps.FirstOrDefault(static tap => tap.Signal == TReceiver.Signal);

    /// <param name="payload">Not the caller's any more.</param>
    public OtlpOutcome Take(OtlpPayload payload)
    {
        if (_tap is null)
        {
            return Hand(payload);
        }

        var told = _tap.Offer(payload);
        if (told.Result != OtlpResult.Taken)
        {
            payload.Return();
            return told;
        }

        Hand(payload);
        return told;
    }

    public void Count(OtlpResult result) => instruments.Count(TReceiver.Signal, result);

    private OtlpOutcome Hand(OtlpPayload payload)
    {
        if (payload.Encoding == OtlpEncoding.Protobuf || TReceiver.TakesJson)
        {
            return receiver.Receive(payload);
        }

        var read = OtlpJson.Read(payload.Bytes, TReceiver.Signal.Request!, out var problem);
        payload.Return();
        return read is { } request ? receiver.Receive(request with { Transport = payload.Transport, IsPacked = payload.IsPacked }) : OtlpOutcome.Malformed(problem);
    }
}
