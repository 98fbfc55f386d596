namespace MeshLens.Xds.Model.Routes;

/// <summary>What of a request is hashed to pick its endpoint.</summary>
public enum HashKeyKind
{
    /// <summary>A header.</summary>
    Header,

    /// <summary>A cookie; with a lifetime the proxy hands it out itself.</summary>
    Cookie,

    /// <summary>The caller's address.</summary>
    SourceAddress,

    /// <summary>A query parameter.</summary>
    QueryParameter,

    /// <summary>What a filter left.</summary>
    FilterState,
}
