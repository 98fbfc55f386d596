namespace MeshLens.Grains.Mesh;

/// <summary>How it stands with what MeshLens is told about the mesh.</summary>
public interface IMeshDirectory
{
    MeshStatus Status();

    /// <summary>The configuration of one proxy, by pod and namespace; the answer says when nobody shows it.</summary>
    Task<ProxyConfigurationView> Configuration(string proxy, CancellationToken cancellationToken);
}
