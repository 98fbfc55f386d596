using MeshLens.Grains.Mesh;

namespace MeshLens.Api.Mesh;

/// <summary>A server that was told of no control plane and no cluster.</summary>
internal sealed class NoMesh : IMeshDirectory
{
    private const string Remedy = "No control plane is read: name one with --istiod.";

    public MeshStatus Status() => new() { Missing = [Remedy] };

    public Task<ProxyConfigurationView> Configuration(string proxy, CancellationToken cancellationToken) =>
        Task.FromResult(new ProxyConfigurationView { Proxy = proxy, NotSeen = [Remedy] });
}
