using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using MeshLens.Agent.Probing;
using MeshLens.Protocol.Transport;

namespace MeshLens.Agent.Options;

/// <summary>The options of <c>run</c>: how each is written, what it may be, and how they belong together.</summary>
internal sealed class RunOptions
{
    // Hours of reports, while the server is away.
    private const long ProbingQueueBytes = 2 << 20;

    private readonly Option<ServerAddress?> _server = new("--server")
    {
        HelpName = "url",
        Description = "The MeshLens server: https://host:port, http://127.0.0.1:port or unix:/path. Required.",
        CustomParser = ReadServer,
        DefaultValueFactory = result =>
        {
            result.AddError("--server is missing: say where to send, for example --server http://127.0.0.1:port or unix:/run/meshlens/agent.sock.");
            return null;
        },
    };
    private readonly Option<string?> _token = FileOption("--token-file", "File with the bearer token; read again for every connection.");
    private readonly Option<string?> _authority = FileOption("--ca-file", "PEM file of the authorities to trust instead of the system's, or of the server's own certificate.");
    private readonly Option<string?> _node = NameOption("--node", "Name of this node. Default: the host name.");
    private readonly Option<string?> _cluster = NameOption("--cluster", "Name of the cluster. Default: none.");
    private readonly Option<string?> _zone = NameOption("--zone", "Zone of this node. Default: none.");
    private readonly BoundedOption<TimeSpan> _interval = BoundedOption.Duration(
        "--interval", "How often a batch is sent.", new(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10)));
    private readonly Option<string?> _bpfTiming = new("--bpf-time")
    {
        HelpName = "off|sampled|always",
        Description = "Measure the run time of the kernel programs; needs CAP_SYS_ADMIN. Default sampled.",
    };
    private readonly Option<bool> _noUnrouted = new("--no-unrouted")
    {
        Description = "Do not watch connects that fail before a packet is sent: saves some 30 ns per system call of the machine.",
    };
    private readonly Option<bool> _noNameServers = new("--no-dns")
    {
        Description = "Do not watch name servers: saves some 10 ns per packet sent.",
    };
    private readonly Option<string[]> _nodeProxyLogs = new("--ztunnel-log")
    {
        HelpName = "path",
        Description = "Read what Istio's ambient node proxy logs of connections: its log, or a directory that holds it as kubelet does (/var/log/pods). May be repeated. Default: nothing is read.",
        CustomParser = ReadLogs,
    };
    private readonly Option<bool> _dieWithParent = new("--die-with-parent") { Description = "End when the process that started this one ends." };
    private readonly WatchOptions _watch = new("Keep single connections as the worst of their flow only when a handshake, turn or stall took this long; all are counted, failures are told, and so is the sample that joins both ends.");
    private readonly CapacitySwitches _capacity = new();
    private readonly Option<bool> _probe = new("--probe") { Description = "Take part in the probe mesh: probe the nodes that the server names, and answer with --probe-listen." };
    private readonly ProbeSwitches _probes = new();

    public RunOptions()
    {
        _bpfTiming.AcceptOnlyFromAmong("off", "sampled", "always");
        _authority.Validators.Add(CheckAuthority);
    }

    public void AddTo(Command command)
    {
        AddServerTo(command);
        foreach (var option in new Option[] { _interval.Symbol, _bpfTiming, _noUnrouted, _noNameServers, _nodeProxyLogs, _probe })
        {
            command.Add(option);
        }

        _watch.AddTo(command);
        _capacity.AddTo(command);
        _probes.AddTo(command);
        command.Validators.Add(CheckProbing);
    }

    /// <summary>For an agent that probes and does not watch.</summary>
    public void AddProbingTo(Command command)
    {
        AddServerTo(command);
        _probes.AddTo(command);
    }

    /// <inheritdoc cref="AddProbingTo"/>
    public AgentOptions ReadProbing(ParseResult result) => ReadServer(result) with { Probes = _probes.Read(result), Capacity = new() { QueueBytes = ProbingQueueBytes } };

    public AgentOptions Read(ParseResult result) => ReadServer(result) with
    {
        Interval = _interval.Read(result),
        BpfTiming = ReadTiming(result.GetValue(_bpfTiming)),
        Unrouted = !result.GetValue(_noUnrouted),
        NameServers = !result.GetValue(_noNameServers),
        NodeProxyLogs = result.GetValue(_nodeProxyLogs) ?? [],
        Watch = _watch.Read(result),
        Capacity = _capacity.Read(result),
        Probes = result.GetValue(_probe) ? _probes.Read(result) : null,
    };

    private void AddServerTo(Command command)
    {
        foreach (var option in new Option[] { _server, _token, _authority, _node, _cluster, _zone, _dieWithParent })
        {
            command.Add(option);
        }
    }

    private AgentOptions ReadServer(ParseResult result) => new()
    {
        Server = result.GetRequiredValue(_server)!,
        TokenFile = result.GetValue(_token),
        AuthorityFile = result.GetValue(_authority),
        Node = result.GetValue(_node) ?? Environment.MachineName,
        Cluster = result.GetValue(_cluster) ?? "",
        Zone = result.GetValue(_zone) ?? "",
        DieWithParent = result.GetValue(_dieWithParent),
    };

    private void CheckProbing(CommandResult result)
    {
        if (!result.GetValue(_probe) && _probes.FirstOf(result) is { } option)
        {
            result.AddError($"{option} does nothing without --probe: add --probe, or leave it out.");
        }
    }

    private void CheckAuthority(OptionResult result)
    {
        if (result.GetValue(_server) is { IsEncrypted: false } server)
        {
            result.AddError($"--ca-file is of no use with {server}: leave it out, or use an https:// server.");
        }
        else if (result.GetValue(_authority) is { } file && File.Exists(file) && !HoldsCertificates(file))
        {
            result.AddError($"--ca-file: {file} holds no certificate that can be read: give a PEM file (-----BEGIN CERTIFICATE-----).");
        }
    }

    private static bool HoldsCertificates(string file)
    {
        try
        {
            _ = ServerTrust.Only(file);
            return true;
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string[] ReadLogs(ArgumentResult result)
    {
        string[] paths = [.. result.Tokens.Select(token => token.Value)];
        foreach (var path in paths.Where(path => !Path.Exists(path)))
        {
            result.AddError($"--ztunnel-log: there is no {path}: give the node proxy's log, or a directory such as /var/log/pods.");
        }

        return paths;
    }

    private static BpfTiming ReadTiming(string? text) => text switch
    {
        "off" => BpfTiming.Off,
        "always" => BpfTiming.Always,
        _ => BpfTiming.Sampled,
    };

    private static ServerAddress? ReadServer(ArgumentResult result)
    {
        var server = ServerAddress.Parse(result.Tokens[0].Value, out var error);
        if (error is not null)
        {
            result.AddError("--server: " + error);
        }

        return server;
    }

    private static Option<string?> FileOption(string name, string description) => new(name)
    {
        HelpName = "file",
        Description = description,
        CustomParser = result =>
        {
            var path = result.Tokens[0].Value;
            if (!File.Exists(path))
            {
                result.AddError($"{name}: there is no file {path}: create it, or leave the option out.");
            }

            return path;
        },
    };

    private static Option<string?> NameOption(string name, string description) => new(name)
    {
        HelpName = "name",
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text.Length is 0 or > 253 || text.Any(char.IsControl))
            {
                result.AddError($"{name}: a name has 1 to 253 printable characters: shorten it.");
            }

            return text;
        },
    };
}
