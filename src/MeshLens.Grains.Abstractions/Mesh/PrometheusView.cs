namespace MeshLens.Grains.Mesh;

/// <summary>A Prometheus that is asked for the mesh's metrics.</summary>
public sealed record PrometheusView
{
    public required string Server { get; init; }

    /// <summary><c>connecting</c>, <c>live</c> or <c>stale</c>: it did not tell everything the last time.</summary>
    public required string State { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>What it did not tell, by metric; nothing while all is well.</summary>
    public IReadOnlyDictionary<string, string> NotTold { get; init; } = new Dictionary<string, string>();

    /// <summary>How often it was asked for everything.</summary>
    public long Rounds { get; init; }
}
