using MeshLens.Core.Identity;

namespace MeshLens.Metrics.Discovery;

/// <summary>A proxy that can be asked for its metrics.</summary>
/// <param name="Name">As people call it: namespace and pod, else the address. Another name at the same address is another target.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Addresses">Where it answers, best first; never empty.</param>
/// <param name="Workload">Whose proxy it is; null when nobody says.</param>
public sealed record ScrapeTarget(string Name, TargetKind Kind, IReadOnlyList<Uri> Addresses, MeshWorkload? Workload)
{
    /// <summary>Tells it from all others.</summary>
    public (string Name, Uri Address) Key => (Name, Addresses[0]);
}
