using System.Runtime.CompilerServices;
using MeshLens.Xds.Resources;

namespace MeshLens.Xds.Model;

/// <summary>
/// The model of each resource, for as long as the resource is alive. A push changes a few of ten thousand resources; the others keep
/// their model, so that a new model of the mesh costs what changed and a walk over the rest.
/// </summary>
internal sealed class PieceCache<T>(Func<MeshResource, T> read)
    where T : class
{
    private readonly ConditionalWeakTable<MeshResource, T> _pieces = [];

    public T Of(MeshResource resource) => _pieces.GetValue(resource, resource => read(resource));
}
