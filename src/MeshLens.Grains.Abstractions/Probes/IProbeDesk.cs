using System.Diagnostics.CodeAnalysis;

namespace MeshLens.Grains.Probes;

/// <summary>Takes questions to be answered by probes now.</summary>
public interface IProbeDesk
{
    /// <summary>Whether a question may be asked; if so, it has its place, else why not and what to do, in one sentence.</summary>
    bool TryAccept(ProbeRequest request, [NotNullWhen(true)] out IProbeRun? run, out ProbeRefusal refusal);
}
