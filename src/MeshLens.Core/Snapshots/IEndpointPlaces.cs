namespace MeshLens.Core.Snapshots;

/// <summary>Knows who and where replicas are. Asked when a window closes, so answers are cheap and never wait.</summary>
public interface IEndpointPlaces
{
    /// <summary>Null when nobody says anything of it.</summary>
    /// <param name="cluster">The edge's cluster.</param>
    /// <param name="endpoint">Address and port.</param>
    EndpointPlace? Find(string cluster, string endpoint);
}
