namespace MeshLens.Lab.Runs;

/// <summary>Where the lab asks what MeshLens says.</summary>
internal interface IVerdictSource
{
    /// <summary>The edges of one namespace; empty while the server cannot answer.</summary>
    Task<IReadOnlyList<SeenEdge>> EdgesAsync(string ns, CancellationToken cancellation);

    /// <summary>What the classifier was given for the edge's last window, as JSON; null when the server does not tell.</summary>
    Task<string?> SnapshotAsync(string edgeId, CancellationToken cancellation);
}
