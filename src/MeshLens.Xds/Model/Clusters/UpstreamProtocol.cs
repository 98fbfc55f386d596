namespace MeshLens.Xds.Model.Clusters;

/// <summary>The HTTP version a proxy speaks to a cluster.</summary>
public enum UpstreamProtocol
{
    /// <summary>HTTP/1.1, also where nothing was said.</summary>
    Http1,

    /// <summary>HTTP/2.</summary>
    Http2,

    /// <summary>HTTP/3.</summary>
    Http3,

    /// <summary>What the caller spoke.</summary>
    AsCaller,

    /// <summary>What TLS negotiates.</summary>
    Negotiated,
}
