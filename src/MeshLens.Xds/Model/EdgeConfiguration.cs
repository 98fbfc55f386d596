namespace MeshLens.Xds.Model;

/// <summary>What applies to an edge: the destination's configuration as the source's side gets it, and how that was read.</summary>
/// <param name="View">From where it was read, and what was not seen.</param>
/// <param name="Destination">What applies.</param>
public sealed record EdgeConfiguration(ConfigurationView View, DestinationModel Destination)
{
    /// <summary>What applies to a service port; null when the view knows no such service.</summary>
    public static EdgeConfiguration? Of(ConfigurationModel model, string host, int port) =>
        model.Find(host, port) is { } destination ? new(model.View, destination) : null;
}
