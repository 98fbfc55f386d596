namespace MeshLens.Grains.Mesh;

/// <summary>What became of what proxies' metrics said.</summary>
public interface IMetricsPlacing
{
    /// <summary>As it stands.</summary>
    PlacingView Status { get; }
}
