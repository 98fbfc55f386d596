using MeshLens.Core.Signals;

namespace MeshLens.Core.Windows;

/// <summary>One replica's part of a leg in an open window: what is needed to see replicas drift apart, and no more.</summary>
internal sealed class EndpointWindow(string endpoint)
{
    public string Endpoint => endpoint;

    public SignalSums Signals { get; } = new();

    public CounterSums Counters { get; } = new();

    public void Clear()
    {
        Signals.Clear();
        Counters.Clear();
    }

    /// <summary>Counters that are kept for each replica: those that can tell a replica that does not answer.</summary>
    public static bool Keeps(Counter counter) =>
        counter is Counter.ConnectAttempts or Counter.SynRetransmits or Counter.DataRetransmits
            or (>= Counter.FailuresBase and < Counter.TurnsUnavailableBase);

    /// <summary>Signals that are kept for each replica. The others are kept for the leg alone, to bound what an edge costs.</summary>
    public static bool Keeps(Signal signal) =>
        signal is Signal.Handshake or Signal.Turn or Signal.Queueing or Signal.Service or Signal.AcceptWait;
}
