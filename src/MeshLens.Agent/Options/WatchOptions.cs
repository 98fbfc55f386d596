using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using MeshLens.Agent.Namespaces;

namespace MeshLens.Agent.Options;

/// <summary>The options that limit what is watched, the same for every command.</summary>
/// <param name="minimumLatency">What a minimum latency means to the command.</param>
internal sealed class WatchOptions(string minimumLatency)
{
    private readonly Option<string[]> _namespaces = PathList("--netns", NotANetwork, "Watch only this network namespace, by path (/var/run/netns/blue, /proc/4711/ns/net). May be repeated.");
    private readonly Option<string[]> _cgroups = PathList("--cgroup", NotACgroup, "Watch only sockets of this cgroup directory and its children, by path. May be repeated.");
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

    private static Option<string[]> PathList(string name, Func<string, string?> fault, string description) => new(name)
    {
        HelpName = "path",
        Description = description,
        CustomParser = result => ReadPaths(name, fault, result),
    };

    private static string[] ReadPaths(string name, Func<string, string?> fault, ArgumentResult result)
    {
        foreach (var path in result.Tokens.Select(token => token.Value))
        {
            if ((Path.Exists(path) ? fault(path) : $"there is no {path}: give the path of one that exists.") is { } mistake)
            {
                result.AddError($"{name}: {mistake}");
            }
        }

        return [.. result.Tokens.Select(token => token.Value)];
    }

    private static string? NotANetwork(string path) => NetworkNamespaceFile.IsSomethingElse(path)
        ? $"{path} is not a network namespace: give a path such as /var/run/netns/blue or /proc/4711/ns/net."
        : null;

    // Every cgroup v2 directory has this file, and no other directory has.
    private static string? NotACgroup(string path) => File.Exists(Path.Combine(path, "cgroup.controllers"))
        ? null
        : $"{path} is not a cgroup v2 directory: give one below /sys/fs/cgroup that holds cgroup.controllers.";

    private static IPNetwork[] ReadAddresses(ArgumentResult result)
    {
        var networks = new List<IPNetwork>();
        foreach (var token in result.Tokens)
        {
            if (AddressText.TryParse(token.Value, out var network))
            {
                networks.Add(network);
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
