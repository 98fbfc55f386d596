using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MeshLens.Server.Hosting;

/// <summary>Where the listeners ended up, in the order in which they were asked for: the API, the agents, then what is for proxies.</summary>
internal sealed class BoundAddresses(IServer server)
{
    public Uri Api => At(0);

    /// <summary>The API's address for people to follow; null if it is every address of the machine, of which none can be followed.</summary>
    public Uri? Link => IPAddress.TryParse(Api.IdnHost, out var host) && (host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any)) ? null : Api;

    public Uri Agents => At(1);

    /// <summary>For the proxies' listeners, where there are any.</summary>
    public IEnumerable<Uri> Proxies => server.Features.Get<IServerAddressesFeature>()!.Addresses.Skip(2).Select(static address => new Uri(address));

    private Uri At(int index) => new(server.Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(index));
}
