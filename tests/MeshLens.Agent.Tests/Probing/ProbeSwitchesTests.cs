using System.CommandLine;
using System.CommandLine.Parsing;
using MeshLens.Agent.Commands;
using MeshLens.Agent.Probing;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Tests.Probing;

public sealed class ProbeSwitchesTests
{
    private static (ProbeOptions Options, IReadOnlyList<string> Errors) Create(string line)
    {
        var switches = new ProbeSwitches();
        var command = new RootCommand();
        switches.AddTo(command);
        var parsed = command.Parse([.. CommandLineParser.SplitCommandLine(line)]);
        List<string> errors = [.. parsed.Errors.Select(static error => error.Message)];
        return (errors.Count == 0 ? switches.Read(parsed) : new(), errors);
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("--probe-listen", "127.0.0.1:9473", "127.0.0.1")]
    [InlineData("--probe-listen 10.0.0.2:80", "10.0.0.2:80", "10.0.0.2")]
    [InlineData("--probe-listen [10.0.0.2]:80", "10.0.0.2:80", "10.0.0.2")]
    [InlineData("--probe-listen [fd00::2]:80", "[fd00::2]:80", "fd00::2")]
    [InlineData("--probe-listen 0.0.0.0:80", "0.0.0.0:80", null)]
    [InlineData("--probe-listen 0.0.0.0:80 --probe-address 10.0.0.2", "0.0.0.0:80", "10.0.0.2")]
    public void Listen_AndAddress_SayWhereOthersReachThisNode(string line, string? listen, string? address)
    {
        var (options, errors) = Create(line);

        Assert.Empty(errors);
        Assert.Equal((listen, address), (options.Listen?.ToString(), options.Address?.ToString()));
    }

    [Fact]
    public void Protocols_Repeated_AreKeptOnceEach() =>
        Assert.Equal([ProbeProtocol.Icmp, ProbeProtocol.Http], Create("--probe-protocol icmp --probe-protocol http --probe-protocol icmp").Options.Protocols);

    [Theory]
    [InlineData("--probe-listen here", "--probe-listen: 'here' is not an address with a port: write for example 127.0.0.1:9473.")]
    [InlineData("--probe-address 0.0.0.0", "--probe-address: '0.0.0.0' is not the address of a machine: write for example 10.0.0.2.")]
    [InlineData("--probe-nodes /does/not/exist", "--probe-nodes: there is no file /does/not/exist: create it, or leave the option out to take peers from the server.")]
    [InlineData("--probe-peers 65", "--probe-peers: 65 is out of range: choose 1 to 64.")]
    [InlineData("--probe-period 10ms", "--probe-period: 10ms is out of range: choose 200ms to 1m.")]
    public void Mistakes_AreNamedWithTheFix(string line, string error) => Assert.Contains(error, Create(line).Errors);

    [Theory]
    [InlineData("--probe-listen", "--probe-listen does nothing without --probe: add --probe, or leave it out.")]
    [InlineData("--probe-peers 5", "--probe-peers does nothing without --probe: add --probe, or leave it out.")]
    [InlineData("--probe --probe-listen", null)]
    [InlineData("", null)]
    public void Run_ProbingIsDescribedAndNotAskedFor_SaysSo(string line, string? error) =>
        Assert.Equal(error is null ? [] : [error], CommandLine.Parse(["run", "--server", "http://127.0.0.1:7000", .. CommandLineParser.SplitCommandLine(line)]).Errors.Select(static each => each.Message));

    [Fact]
    public void Probe_Command_NeedsAServerAndNothingElse()
    {
        Assert.Empty(CommandLine.Parse(["probe", "--server", "http://127.0.0.1:7000"]).Errors);
        Assert.Single(CommandLine.Parse(["probe"]).Errors);
    }
}
