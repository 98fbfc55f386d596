using System.Net;
using MeshLens.Lab.Namespaces;

namespace MeshLens.Lab.Links;

/// <summary>Two namespaces, client and server, joined by a <see cref="DelayLink"/> with IPv4 and IPv6 addresses on both ends.</summary>
public sealed class LinkedPair : IDisposable
{
    private const string Interface = "path0";

    private LinkedPair(NetworkNamespace client, NetworkNamespace server, DelayLink link)
    {
        Client = client;
        Server = server;
        Link = link;
    }

    /// <summary>The client's namespace.</summary>
    public NetworkNamespace Client { get; }

    /// <summary>The server's namespace.</summary>
    public NetworkNamespace Server { get; }

    /// <summary>The link; <see cref="DelayLink.Forth"/> is client to server.</summary>
    public DelayLink Link { get; }

    /// <summary>The name of the link's interface in both namespaces, for a packet capture.</summary>
    public static string InterfaceName => Interface;

    /// <summary>10.77.0.1</summary>
    public static IPAddress ClientV4 { get; } = IPAddress.Parse("10.77.0.1");

    /// <summary>10.77.0.2</summary>
    public static IPAddress ServerV4 { get; } = IPAddress.Parse("10.77.0.2");

    /// <summary>fd77::1</summary>
    public static IPAddress ClientV6 { get; } = IPAddress.Parse("fd77::1");

    /// <summary>fd77::2</summary>
    public static IPAddress ServerV6 { get; } = IPAddress.Parse("fd77::2");

    /// <summary>Creates the pair; each direction delays every packet by <paramref name="oneWay"/>.</summary>
    /// <exception cref="LabException">No permission, or a tool is missing.</exception>
    public static LinkedPair Create(TimeSpan oneWay = default)
    {
        var client = NetworkNamespace.Create("client");
        NetworkNamespace? server = null;
        DelayLink? link = null;
        try
        {
            server = NetworkNamespace.Create("server");
            link = DelayLink.Create(client, server, Interface);
            Address(client, ClientV4, ClientV6);
            Address(server, ServerV4, ServerV6);
            link.Impair(new PathImpairment(oneWay));
            return new LinkedPair(client, server, link);
        }
        catch
        {
            link?.Dispose();
            server?.Dispose();
            client.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Link.Dispose();
        Client.Dispose();
        Server.Dispose();
    }

    private static void Address(NetworkNamespace owner, IPAddress v4, IPAddress v6) =>
        owner.Ip($"addr add {v4}/24 dev {Interface}", $"addr add {v6}/64 dev {Interface} nodad");
}
