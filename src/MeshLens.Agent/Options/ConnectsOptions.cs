using System.CommandLine;
using System.CommandLine.Parsing;
using MeshLens.Agent.Connects;

namespace MeshLens.Agent.Options;

/// <summary>The options of <c>connects</c>.</summary>
internal sealed class ConnectsOptions
{
    private readonly Option<uint[]> _processes = new("--pid", "-p")
    {
        HelpName = "pid",
        Description = "List only connects of this process. May be repeated.",
        CustomParser = ReadProcesses,
    };
    private readonly BoundedOption<int> _count = BoundedOption.Count("--count", "End after so many lines; 0: never.", new(0, 0, 1_000_000_000));
    private readonly BoundedOption<TimeSpan> _duration = BoundedOption.Duration(
        "--duration", "End after so long; 0: never.", new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromHours(24)));
    private readonly OutputOption _output = new();
    private readonly Option<bool> _time = new("--timestamp", "-t") { Description = "Add a column with the seconds since the start." };
    private readonly Option<bool> _localPort = new("--lport", "-L") { Description = "Add a column with the local port." };
    private readonly Option<bool> _wide = new("--wide", "-w") { Description = "Add columns with the network namespace, the cgroup and the connection's id." };
    private readonly WatchOptions _watch = new("List only connects whose handshake took this long, or failed after it.");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _processes, _count.Symbol, _duration.Symbol, _output.Symbol, _time, _localPort, _wide })
        {
            command.Add(option);
        }

        _watch.AddTo(command);
    }

    public ConnectsRequest Read(ParseResult result) => new()
    {
        Watch = _watch.Read(result),
        ProcessIds = result.GetValue(_processes) ?? [],
        Count = _count.Read(result),
        Duration = _duration.Read(result),
        Json = _output.IsJson(result),
        WithTime = result.GetValue(_time),
        WithLocalPort = result.GetValue(_localPort),
        Wide = result.GetValue(_wide),
    };

    private static uint[] ReadProcesses(ArgumentResult result)
    {
        var processes = new List<uint>();
        foreach (var token in result.Tokens)
        {
            if (uint.TryParse(token.Value, out var process) && process != 0)
            {
                processes.Add(process);
            }
            else
            {
                result.AddError($"--pid: '{token.Value}' is not a process id: give a positive number.");
            }
        }

        return [.. processes];
    }
}
