using MeshLens.Core.Signals;

namespace MeshLens.Core.Windows;

/// <summary>One replica's part of a leg in an open window: what is needed to see replicas drift apart, and no more.</summary>
internal sealed class EndpointWindow(string endpoint)
{
    public string Endpoint => endpoint;

    public SignalSums Signals { get; } = new();

    public CounterSums Counters { get; } = new();

    /// <summary>Signals that are kept for each replica. The others are kept for the leg alone, to bound what an edge costs.</summary>
    public static bool Keeps(Signal signal) =>
        signal is Signal.Handshake or Signal.Turn or Signal.Queueing or Signal.Service or Signal.AcceptWait;
}
