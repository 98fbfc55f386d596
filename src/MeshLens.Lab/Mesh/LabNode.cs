using System.Net;

namespace MeshLens.Lab.Mesh;

/// <summary>A node of a mesh: a network namespace that routes what its pods exchange with other nodes.</summary>
/// <param name="Name">As its agent calls it; empty for the machine's own.</param>
/// <param name="Number">Third number of its pods' IPv4 network, 10.77.N.0/24, which no other lab on this machine has.</param>
public sealed record LabNode(string Name, int Number)
{
    /// <summary>Its own address, which other nodes reach over the same way as its pods.</summary>
    public IPAddress Address => IPAddress.Parse($"10.77.{Number}.1");

    internal string Network => $"10.77.{Number}.0/24";

    /// <summary>Both halves of <see cref="Network"/>: as routes they go before the one of the whole.</summary>
    internal IReadOnlyList<string> Halves => [$"10.77.{Number}.0/25", $"10.77.{Number}.128/25"];

    internal string Gateway => $"10.77.{Number}.254";
}
