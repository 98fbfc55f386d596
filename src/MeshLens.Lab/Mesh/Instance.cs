using System.Net;
using MeshLens.Lab.Services;

namespace MeshLens.Lab.Mesh;

/// <summary>One process of the mesh in a namespace of its own.</summary>
/// <param name="Name">Unique in the mesh: the service's name, with a number when it has replicas.</param>
/// <param name="Network">Third number of the IPv4 network, 10.77.N.0/24.</param>
/// <param name="Host">Last number of its addresses.</param>
internal sealed record Instance(string Name, int Network, int Host, ServiceSpec Spec)
{
    public const int Port = 8080;

    public IPAddress V4 => IPAddress.Parse($"10.77.{Network}.{Host}");

    public IPAddress V6 => IPAddress.Parse($"fd77:0:0:{Network}::{Host}");

    public string Service => Spec.Name;
}
