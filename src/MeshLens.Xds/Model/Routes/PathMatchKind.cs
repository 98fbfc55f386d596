namespace MeshLens.Xds.Model.Routes;

/// <summary>How a path is compared.</summary>
public enum PathMatchKind
{
    /// <summary>The path begins with the text.</summary>
    Prefix,

    /// <summary>The path is the text, or goes on with a slash after it.</summary>
    Segments,

    /// <summary>The path is the text.</summary>
    Exact,

    /// <summary>The path fits the regular expression.</summary>
    Regex,

    /// <summary>In a way that MeshLens does not know, or a CONNECT request.</summary>
    Other,
}
