namespace MeshLens.Xds.Model.Clusters;

/// <summary>How a proxy secures connections to a cluster.</summary>
public enum TlsMode
{
    /// <summary>Not at all.</summary>
    Plaintext,

    /// <summary>Istio's mutual TLS to the endpoints that take it, plaintext to the others: the mesh's default.</summary>
    PerEndpoint,

    /// <summary>Istio's mutual TLS to all endpoints, whether they take it or not.</summary>
    Mutual,

    /// <summary>TLS as anywhere on the internet.</summary>
    Simple,
}
