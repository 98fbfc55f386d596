using System.Globalization;
using System.Net;
using System.Text;
using MeshLens.Core.Identity;

namespace MeshLens.Metrics.Tests.Scraping;

/// <summary>Pods with a sidecar, and what such a sidecar says.</summary>
internal static class Sidecars
{
    /// <summary>Makes so many known, each with an address of its own.</summary>
    public static void PutMany(IdentityIndex index, int count)
    {
        var feed = index.AddFeed(MeshSource.Kubernetes, "k1");
        for (var pod = 0; pod < count; pod++)
        {
            Put(feed, $"cart-{pod}", $"10.0.{pod / 250}.{(pod % 250) + 1}");
        }
    }

    public static void Put(IdentityFeed feed, string pod, string address) => feed.Put(
        new MeshWorkload
        {
            Uid = pod,
            Namespace = "shop",
            Name = pod.Split('-')[0],
            Pod = pod,
            Tunnel = MeshTunnel.Sidecar,
            Addresses = Sequence<AddressKey>.Of([AddressKey.Of(IPAddress.Parse(address))]),
        },
        DateTimeOffset.UnixEpoch);

    /// <summary>One series for each of so many label sets.</summary>
    public static byte[] Labels(string host, int first, int count)
    {
        var text = new StringBuilder();
        for (var label = first; label < first + count; label++)
        {
            text.Append(CultureInfo.InvariantCulture, $"istio_requests_total{{reporter=\"source\",source_workload=\"{host}\",path=\"/{label}\"}} {label}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
