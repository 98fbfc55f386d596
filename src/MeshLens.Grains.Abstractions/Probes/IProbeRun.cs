namespace MeshLens.Grains.Probes;

/// <summary>A question that has its place among those that are answered at once. Disposing of it gives the place back.</summary>
public interface IProbeRun : IDisposable
{
    /// <summary>What is asked.</summary>
    AcceptedProbe Probe { get; }

    /// <summary>Asks, and tells every probe as it ends. Ends when all have, or when an agent is gone or silent for too long.</summary>
    IAsyncEnumerable<ProbeAnswer> Answers(CancellationToken cancellation);
}
