using System.Net;
using System.Net.Sockets;
using MeshLens.Core.Identity;

namespace MeshLens.Metrics.Discovery;

/// <summary>Where Istio's proxies show their metrics.</summary>
internal static class ProxyPorts
{
    private const int Agent = 15020;
    private const int Envoy = 15090;

    /// <summary>
    /// The agent beside an Envoy adds the application's metrics to Envoy's, and what is wrong with those spoils both; Envoy alone is the way
    /// around. Network policies know the agent's port, so it goes first.
    /// </summary>
    /// <param name="kind">What it is.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="told">The agent's port as the pod tells it; zero for the usual one.</param>
    public static IReadOnlyList<Uri> Of(TargetKind kind, AddressKey address, int told) => kind == TargetKind.Ztunnel
        ? [At(address, AgentOr(told), "metrics")]
        : [At(address, AgentOr(told), "stats/prometheus"), At(address, Envoy, "stats/prometheus")];

    /// <summary>Whether a proxy can be there: whoever writes a workload's address down by hand must not make MeshLens ask itself or its host's own services.</summary>
    public static bool CanBe(AddressKey key)
    {
        var address = key.ToAddress();
        return !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal && !address.IsIPv6Multicast
            && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
            && !(key.IsV4 && address.GetAddressBytes() is [169, 254, ..] or [>= 224, ..]);
    }

    private static int AgentOr(int told) => told > 0 ? told : Agent;

    private static Uri At(AddressKey address, int port, string path) => new($"http://{Written(address.ToAddress())}:{port}/{path}");

    private static string Written(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
