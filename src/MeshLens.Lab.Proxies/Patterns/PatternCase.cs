using MeshLens.Lab.Faults;
using MeshLens.Lab.Proxies.Control;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>What is done to a healthy mesh.</summary>
/// <param name="Name">As the list of what is decidable calls it; <c>~</c> at the end marks a look-alike.</param>
/// <param name="Settings">What is pushed to the proxies.</param>
/// <param name="Break">What happens to the mesh besides; null for nothing.</param>
internal sealed record PatternCase(string Name, MeshSettings Settings, Action<Undo, PatternMesh>? Break = null)
{
    public bool IsLookalike => Name.EndsWith('~');

    public bool IsPattern => !IsLookalike && Break is null;
}
