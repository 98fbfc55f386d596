namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>How an answer meets what was expected.</summary>
internal enum Match
{
    Right,

    /// <summary>Somebody was blamed, or acquitted, wrongly.</summary>
    Wrong,

    /// <summary>Nobody was blamed; or the signal that would have decided was not named.</summary>
    Undetermined,
}
