namespace MeshLens.Kubernetes.Access;

/// <summary>Where the API server of a cluster is and how to get in. Files are read again for each connection, tokens for each request.</summary>
public sealed record ClusterAccess
{
    /// <summary>What MeshLens calls the cluster; agents of its nodes should call it the same.</summary>
    public required string Name { get; init; }

    /// <summary>The API server: <c>https://…</c>, or <c>http://…</c> without credentials.</summary>
    public required Uri Server { get; init; }

    /// <summary>The name in the server's certificate, when it is not the host of the address.</summary>
    public string? ServerName { get; init; }

    /// <summary>The network of the cluster's pods in a mesh of several networks; empty for the default one.</summary>
    public string Network { get; init; } = "";

    /// <summary>The DNS suffix of the cluster.</summary>
    public string Domain { get; init; } = "cluster.local";

    /// <summary>The certificate authorities to trust, in PEM; none of its own leaves the system's.</summary>
    public Secret? Authorities { get; init; }

    /// <summary>A bearer token.</summary>
    public Secret? Token { get; init; }

    /// <summary>The client's certificate, in PEM; needs <see cref="ClientKey"/>.</summary>
    public Secret? ClientCertificate { get; init; }

    /// <summary>The client's private key, in PEM.</summary>
    public Secret? ClientKey { get; init; }
}
