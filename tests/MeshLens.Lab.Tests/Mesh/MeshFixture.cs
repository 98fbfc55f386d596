using MeshLens.Lab.Mesh;

[assembly: AssemblyFixture(typeof(MeshLens.Lab.Tests.Mesh.MeshFixture))]

namespace MeshLens.Lab.Tests.Mesh;

/// <summary>One mesh for all tests, started by the first that needs it: each leaves it as it found it.</summary>
public sealed class MeshFixture : IDisposable
{
    private readonly Lazy<LabMesh> _mesh = new(() => LabMesh.Start(MeshPlan.Shop(number: 99)));

    internal LabMesh Mesh => _mesh.Value;

    public void Dispose()
    {
        if (_mesh.IsValueCreated)
        {
            _mesh.Value.Dispose();
        }
    }
}
