namespace MeshLens.Kubernetes.Api;

/// <summary>Why the API server did not answer as hoped.</summary>
internal enum ApiFault
{
    /// <summary>What was asked for is too long ago: list again.</summary>
    Gone,

    /// <summary>It does not let us in, or not see this.</summary>
    Refused,

    /// <summary>It is busy and says so.</summary>
    Throttled,

    /// <summary>Its answer cannot be read: what it meant is unknown, so everything must be listed again.</summary>
    Garbled,

    /// <summary>It cannot be reached, or fell silent.</summary>
    Broken,
}
