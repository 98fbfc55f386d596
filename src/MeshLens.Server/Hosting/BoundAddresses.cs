using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MeshLens.Server.Hosting;

/// <summary>Where the listeners ended up, in the order in which they were asked for: the API, the agents, then what is for proxies.</summary>
internal sealed class BoundAddresses(IServer server)
{
    public Uri Api => At(0);

    public Uri Agents => At(1);

    /// <summary>For the proxies' listeners, where there are any.</summary>
    public IEnumerable<Uri> Proxies => server.Features.Get<IServerAddressesFeature>()!.Addresses.Skip(2).Select(static address => new Uri(address));

    private Uri At(int index) => new(server.Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(index));
}
