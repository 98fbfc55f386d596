using System.CommandLine;
using System.CommandLine.Parsing;
using MeshLens.Agent.Probing;

namespace MeshLens.Agent.Options;

/// <summary>The options of <c>run</c>: how each is written, what it may be, and how they belong together.</summary>
internal sealed class RunOptions
{
    // Hours of reports, while the server is away.
    private const long ProbingQueueBytes = 2 << 20;

    private readonly ReportOptions _report = new();
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
    private readonly WatchOptions _watch = new("Keep single connections as the worst of their flow only when a handshake, turn or stall took this long; all are counted, failures are told, and so is the sample that joins both ends.");
    private readonly CapacitySwitches _capacity = new();
    private readonly Option<bool> _probe = new("--probe") { Description = "Take part in the probe mesh: probe the nodes that the server names, and answer with --probe-listen." };
    private readonly ProbeSwitches _probes = new();

    public RunOptions() => _bpfTiming.AcceptOnlyFromAmong("off", "sampled", "always");

    public void AddTo(Command command)
    {
        _report.AddTo(command);
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
        _report.AddTo(command);
        _probes.AddTo(command);
    }

    /// <inheritdoc cref="AddProbingTo"/>
    public AgentOptions ReadProbing(ParseResult result) => _report.Read(result) with { Probes = _probes.Read(result), Capacity = new() { QueueBytes = ProbingQueueBytes } };

    public AgentOptions Read(ParseResult result) => _report.Read(result) with
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

    private void CheckProbing(CommandResult result)
    {
        if (!result.GetValue(_probe) && _probes.FirstOf(result) is { } option)
        {
            result.AddError($"{option} does nothing without --probe: add --probe, or leave it out.");
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
}
