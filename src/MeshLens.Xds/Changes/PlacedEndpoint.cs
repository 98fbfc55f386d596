using MeshLens.Xds.Model;

namespace MeshLens.Xds.Changes;

/// <summary>An endpoint as far as its coming and going matters.</summary>
/// <param name="Address">Address and port.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="Node">Its node; empty when unknown, as without ambient.</param>
/// <param name="Name">The pod, else the workload behind it; empty when neither is named.</param>
/// <param name="IsPod">Whether <paramref name="Name"/> is a pod's.</param>
internal readonly record struct PlacedEndpoint(string Address, string Zone, string Node, string Name, bool IsPod)
{
    public static PlacedEndpoint Of(EndpointModel endpoint, ConfigurationModel model)
    {
        var pod = model.FindWorkload(endpoint.Address);
        return new(
            endpoint.Port == 0 ? endpoint.Address : $"{endpoint.Address}:{endpoint.Port}",
            endpoint.Zone,
            pod?.Node ?? "",
            pod?.Name ?? endpoint.Workload.Split(';')[0],
            pod is not null);
    }

    public override string ToString() => $"{(Name.Length > 0 ? Name : Address)}{(Place.Length > 0 ? $" ({Place})" : "")}";

    private string Place => Node.Length > 0 ? Node : Zone;
}
