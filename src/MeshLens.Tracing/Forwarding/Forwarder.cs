using MeshLens.Otlp;

namespace MeshLens.Tracing.Forwarding;

/// <summary>Sends requests on by the transport they came by, where there is a backend for it, else by the other one.</summary>
internal sealed class Forwarder(ForwardLane? http, ForwardLane? grpc, TracingInstruments instruments) : IAsyncDisposable
{
    private static readonly OtlpOutcome Full =
        OtlpOutcome.Busy("So much waits for the backend that nothing more is taken now: send this again later.");

    private static readonly OtlpOutcome NoJson =
        new(OtlpResult.Unsupported, 0, "The backend speaks gRPC alone, which has no JSON: send protobuf, or name a backend over HTTP.");

    /// <summary>The way to each backend.</summary>
    public IEnumerable<ForwardLane> Lanes => new[] { http, grpc }.OfType<ForwardLane>();

    /// <summary>Why a request cannot be taken, before anything is done with it; null when it can.</summary>
    public OtlpOutcome? Refusal(OtlpSignal signal, in OtlpPayload payload)
    {
        if (LaneOf(payload) is not { } lane)
        {
            return NoJson;
        }

        if (lane.HasRoom(payload.Buffer.Length))
        {
            return null;
        }

        instruments.Request(signal, TracingCount.Busy);
        return Full;
    }

    /// <summary>Takes a request, or says why not; then it is given back.</summary>
    /// <param name="signal">What it holds.</param>
    /// <param name="payload">Not the caller's any more.</param>
    /// <param name="spans">How many; zero for other signals.</param>
    /// <param name="notBefore">A time stamp; zero for at once.</param>
    public OtlpOutcome Add(OtlpSignal signal, OtlpPayload payload, int spans, long notBefore = 0)
    {
        if (TryAdd(signal, payload, spans, notBefore))
        {
            return OtlpOutcome.Taken;
        }

        instruments.Request(signal, TracingCount.Busy);
        payload.Return();
        return Full;
    }

    /// <summary>Takes a request of MeshLens' own; where there is no room, which no sender is told, it is the caller's still.</summary>
    public bool TryAdd(OtlpSignal signal, OtlpPayload payload, int spans, long notBefore = 0)
    {
        if (LaneOf(payload) is not { } lane || !lane.TryAdd(new(signal, payload, spans) { NotBefore = notBefore }))
        {
            return false;
        }

        instruments.Request(signal, TracingCount.Accepted);
        instruments.Span(signal, TracingCount.Accepted, spans);
        return true;
    }

    public void Start()
    {
        foreach (var lane in Lanes)
        {
            lane.Start();
        }
    }

    public Task StopAsync() => Task.WhenAll(Lanes.Select(static lane => lane.StopAsync()));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var lane in Lanes)
        {
            lane.Dispose();
        }
    }

    private ForwardLane? LaneOf(in OtlpPayload payload) =>
        payload.Encoding == OtlpEncoding.Json ? http
        : payload.Transport == OtlpTransport.Grpc ? grpc ?? http
        : http ?? grpc;
}
