using System.Diagnostics.CodeAnalysis;

namespace MeshLens.Grains.Probes;

/// <summary>Takes questions to be answered by probes now.</summary>
public interface IProbeDesk
{
    /// <summary>Whether a question may be asked; if not, why and what to do, in one sentence.</summary>
    bool TryAccept(ProbeRequest request, [NotNullWhen(true)] out AcceptedProbe? accepted, out ProbeRefusal refusal);

    /// <summary>Every probe as it ends. Ends when all have, or when an agent is gone or silent for too long.</summary>
    IAsyncEnumerable<ProbeAnswer> Run(AcceptedProbe probe, CancellationToken cancellation);
}
