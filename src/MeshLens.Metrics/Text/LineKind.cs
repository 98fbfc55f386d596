namespace MeshLens.Metrics.Text;

/// <summary>What <see cref="MetricsReader.Read"/> came to. Empty lines and plain comments are passed over.</summary>
public enum LineKind : byte
{
    None,
    Sample,
    Help,
    Type,
    Unit,

    /// <summary><c># EOF</c> of OpenMetrics.</summary>
    End,
}
