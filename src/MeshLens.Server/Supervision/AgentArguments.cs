using System.Net;
using MeshLens.Server.Hosting;
using MeshLens.Server.Listeners;

namespace MeshLens.Server.Supervision;

/// <summary>The command line of the supervised agent.</summary>
/// <param name="addresses">Known once the listeners are up, since a port may have been chosen for us.</param>
/// <param name="listener">Where agents report. Its secrets are passed on as the files they are in, never as text.</param>
/// <param name="passedOn">What the user gave for the agent; it goes before what follows from the listener.</param>
internal sealed class AgentArguments(BoundAddresses addresses, ListenerOptions listener, IReadOnlyList<string> passedOn)
{
    public IEnumerable<string> Build() => Build(addresses.Agents, listener, passedOn);

    public static IEnumerable<string> Build(Uri agents, ListenerOptions listener, IReadOnlyList<string> passedOn) =>
    [
        "run", "--server", OnThisMachine(agents), "--die-with-parent",
        .. Unless(passedOn, "--token-file", listener.TokenFile),
        .. Unless(passedOn, "--ca-file", listener.CertificateFile),
        .. passedOn,
    ];

    // Its own certificate is all the agent needs to trust: it need not name the loopback address.
    private static IEnumerable<string> Unless(IReadOnlyList<string> passedOn, string option, string? file) =>
        file is null || passedOn.Any(given => given == option || given.StartsWith(option + "=", StringComparison.Ordinal)) ? [] : [option, file];

    // A listener on every address has none that can be called.
    private static string OnThisMachine(Uri agents) => IPAddress.TryParse(agents.Host, out var address) switch
    {
        true when address.Equals(IPAddress.Any) => $"{agents.Scheme}://127.0.0.1:{agents.Port}/",
        true when address.Equals(IPAddress.IPv6Any) => $"{agents.Scheme}://[::1]:{agents.Port}/",
        _ => agents.ToString(),
    };
}
