namespace MeshLens.Exposition.Export;

/// <summary>What a backend did with a request.</summary>
internal enum ExportResult
{
    Taken,

    /// <summary>It may take it later.</summary>
    Later,

    /// <summary>It never will.</summary>
    Refused,
}
