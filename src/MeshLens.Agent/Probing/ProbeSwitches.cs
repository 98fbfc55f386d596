using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using MeshLens.Agent.Options;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Probing;

/// <summary>The options of the probe mesh, the same for <c>run</c> and <c>probe</c>.</summary>
internal sealed class ProbeSwitches
{
    private const string DefaultListen = "127.0.0.1:9473";

    private readonly Option<IPEndPoint?> _listen = new("--probe-listen")
    {
        HelpName = "address:port",
        Description = $"Answer the probes of other nodes here, at {DefaultListen} unless another address is given. Off without: others then probe this node by ICMP.",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = ReadListen,
    };
    private readonly Option<IPAddress?> _address = new("--probe-address")
    {
        HelpName = "address",
        Description = "Where other nodes reach this one. Default: that of --probe-listen, else as the server knows it.",
        CustomParser = ReadAddress,
    };
    private readonly Option<string?> _nodes = new("--probe-nodes")
    {
        HelpName = "file",
        Description = "JSON file with the nodes to choose peers from, instead of the server's: [{\"node\":\"b\",\"address\":\"10.0.0.2\",\"port\":9473}]. Read again when it changes.",
        CustomParser = ReadFile,
    };
    private readonly BoundedOption<int> _peers = BoundedOption.Count("--probe-peers", "How many peers are chosen from --probe-nodes.", new(10, 1, 64));
    private readonly BoundedOption<TimeSpan> _period = BoundedOption.Duration(
        "--probe-period", "Between two probes of a peer.", new(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(1)));
    private readonly Option<string[]> _protocols = new("--probe-protocol")
    {
        HelpName = "tcp|icmp|http",
        Description = "Probe every peer by this protocol; may be repeated. Default: TCP where a peer answers it, else ICMP.",
    };

    public ProbeSwitches() => _protocols.AcceptOnlyFromAmong("tcp", "icmp", "http");

    private Option[] All => [_listen, _address, _nodes, _peers.Symbol, _period.Symbol, _protocols];

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Add(option);
        }
    }

    /// <summary>The first of them that was written; null when none was.</summary>
    public string? FirstOf(CommandResult result) => All.FirstOrDefault(option => result.GetResult(option) is { Implicit: false })?.Name;

    public ProbeOptions Read(ParseResult result)
    {
        var listen = result.GetResult(_listen) is null ? null : result.GetValue(_listen) ?? IPEndPoint.Parse(DefaultListen);
        return new()
        {
            Listen = listen,
            Address = result.GetValue(_address) ?? (listen is null || IsAny(listen.Address) ? null : listen.Address),
            NodesFile = result.GetValue(_nodes),
            Peers = _peers.Read(result),
            Period = _period.Read(result),
            Protocols = [.. (result.GetValue(_protocols) ?? []).Select(Protocol).Distinct()],
        };
    }

    private static ProbeProtocol Protocol(string name) => name switch
    {
        "tcp" => ProbeProtocol.Tcp,
        "icmp" => ProbeProtocol.Icmp,
        _ => ProbeProtocol.Http,
    };

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static IPEndPoint? ReadListen(ArgumentResult result)
    {
        if (result.Tokens.Count == 0)
        {
            return null;
        }

        var text = result.Tokens[0].Value;
        if (IPEndPoint.TryParse(WithoutBrackets(text), out var address) && text.Contains(':', StringComparison.Ordinal))
        {
            return address;
        }

        result.AddError($"--probe-listen: '{text}' is not an address with a port: write for example {DefaultListen}.");
        return null;
    }

    // [10.0.0.2]:9473, as a template writes it that does not know which family it gets.
    private static string WithoutBrackets(string text) => text.Contains('.', StringComparison.Ordinal) ? text.Replace("[", "").Replace("]", "") : text;

    private static IPAddress? ReadAddress(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!IPAddress.TryParse(text, out var address) || IsAny(address))
        {
            result.AddError($"--probe-address: '{text}' is not the address of a machine: write for example 10.0.0.2.");
        }

        return address;
    }

    private static string? ReadFile(ArgumentResult result)
    {
        var path = result.Tokens[0].Value;
        if (!File.Exists(path))
        {
            result.AddError($"--probe-nodes: there is no file {path}: create it, or leave the option out to take peers from the server.");
        }
        else
        {
            var problems = new List<string>();
            _ = NodesFile.Read(path, problems);
            problems.ForEach(problem => result.AddError($"--probe-nodes: {problem}"));
        }

        return path;
    }
}
