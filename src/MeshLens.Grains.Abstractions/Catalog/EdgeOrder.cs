namespace MeshLens.Grains.Catalog;

/// <summary>What comes first in a list of edges. Ties are broken by id, so that pages never overlap.</summary>
public enum EdgeOrder : byte
{
    /// <summary>Edges with a problem first (failing ones before slow ones), then by excess of mean latency.</summary>
    Worst,

    /// <summary>By excess of mean latency alone, largest first.</summary>
    Excess,

    /// <summary>By requests in the last window, most first.</summary>
    Requests,

    /// <summary>By id.</summary>
    Name,
}
