using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;

namespace MeshLens.Agent.Options;

/// <summary>The options that limit what is watched, the same for every command.</summary>
/// <param name="minimumLatency">What a minimum latency means to the command.</param>
internal sealed class WatchOptions(string minimumLatency)
{
    private readonly Option<string[]> _namespaces = PathList("--netns", "Watch only this network namespace, by path (/var/run/netns/blue, /proc/4711/ns/net). May be repeated.");
    private readonly Option<string[]> _cgroups = PathList("--cgroup", "Watch only sockets of this cgroup directory and its children, by path. May be repeated.");
    private readonly Option<IPNetwork[]> _addresses = new("--address")
    {
        HelpName = "cidr",
        Description = "Watch only connections with this address or network at either end. May be repeated.",
        CustomParser = ReadAddresses,
    };
    private readonly Option<ushort[]> _ports = new("--port")
    {
        HelpName = "port",
        Description = "Watch only connections to this service port. May be repeated.",
        CustomParser = ReadPorts,
    };
    private readonly BoundedOption<TimeSpan> _minimumLatency = BoundedOption.Duration(
        "--min-latency", minimumLatency,
        new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromMinutes(1)));

    public void AddTo(Command command)
    {
        command.Add(_namespaces);
        command.Add(_cgroups);
        command.Add(_addresses);
        command.Add(_ports);
        command.Add(_minimumLatency.Symbol);
    }

    public WatchFilter Read(ParseResult result) => new()
    {
        NetworkNamespaces = result.GetValue(_namespaces) ?? [],
        Cgroups = result.GetValue(_cgroups) ?? [],
        Addresses = result.GetValue(_addresses) ?? [],
        Ports = result.GetValue(_ports) ?? [],
        MinimumLatency = _minimumLatency.Read(result),
    };

    private static Option<string[]> PathList(string name, string description) => new(name)
    {
        HelpName = "path",
        Description = description,
        CustomParser = result => ReadPaths(name, result),
    };

    private static string[] ReadPaths(string name, ArgumentResult result)
    {
        foreach (var token in result.Tokens)
        {
            if (!Path.Exists(token.Value))
            {
                result.AddError($"{name}: there is no {token.Value}: give the path of one that exists.");
            }
        }

        return [.. result.Tokens.Select(token => token.Value)];
    }

    private static IPNetwork[] ReadAddresses(ArgumentResult result)
    {
        var networks = new List<IPNetwork>();
        foreach (var token in result.Tokens)
        {
            if (IPNetwork.TryParse(token.Value, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(token.Value, out var address))
            {
                networks.Add(new(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                result.AddError($"--address: '{token.Value}' is not an address or network: write 10.1.2.3, 10.1.0.0/16 or fd00::/8.");
            }
        }

        return [.. networks];
    }

    private static ushort[] ReadPorts(ArgumentResult result)
    {
        var ports = new List<ushort>();
        foreach (var token in result.Tokens)
        {
            if (ushort.TryParse(token.Value, out var port) && port != 0)
            {
                ports.Add(port);
            }
            else
            {
                result.AddError($"--port: '{token.Value}' is not a port: choose 1 to 65535.");
            }
        }

        return [.. ports];
    }
}
