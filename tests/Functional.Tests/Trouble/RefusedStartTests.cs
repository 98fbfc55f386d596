using System.Net;
using System.Net.Sockets;
using Functional.Tests.Rig;

namespace Functional.Tests.Trouble;

/// <summary>What cannot be started says why, each thing in one sentence, and nothing else.</summary>
public sealed class RefusedStartTests
{
    [Fact]
    public async Task Start_PortInUse_NamesTheAddressAndTheOption()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();

        var sentence = Assert.Single(await Refusals("--listen", $"{occupant.LocalEndpoint}", "--agents", "127.0.0.1:0", "--no-data"));

        Assert.Contains($"cannot listen at {occupant.LocalEndpoint}", sentence, StringComparison.Ordinal);
        Assert.Contains("--listen", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_EndpointFileMissingAndDataAFile_SaysBothAtOnce()
    {
        using var directory = new TemporaryDirectory();

        var sentences = await Refusals("--data", directory.File("data", ""), "--endpoints", directory.File("missing.json"));

        Assert.Equal(2, sentences.Count);
        Assert.Contains(sentences, sentence => sentence.Contains("missing.json does not exist", StringComparison.Ordinal));
        Assert.Contains(sentences, sentence => sentence.Contains("is a file", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_UnknownOption_NamesItAndPointsAtHelp()
    {
        var sentences = await Refusals("--prot", "1");

        Assert.Contains(sentences, sentence => sentence.Contains("--prot", StringComparison.Ordinal));
        Assert.Equal("See 'meshlens --help'.", sentences[^1]);
    }

    [Fact]
    public async Task Run_OptionOfTheAgentWithoutSeparator_NamesItAndSaysWhereItGoes()
    {
        var run = await ChildProcess.Run(Programs.Server, "run", "--port", "8080");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(run.ErrorLines, line => line.Contains("--port", StringComparison.Ordinal));
        Assert.Contains("meshlens run -- --port 8080", run.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AgentRefusesItsOptions_EndsWithItsSentence()
    {
        var run = await ChildProcess.Run(
            Programs.Server, "run", "--listen", "127.0.0.1:0", "--agents", "127.0.0.1:0", "--no-data", "--", "--port", "none");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--port: 'none' is not a port: choose 1 to 65535.", run.ErrorLines);
    }

    [RootFact]
    public async Task Run_WithoutPrivileges_EndsWithTheAgentsSentence()
    {
        var run = await ChildProcess.Run(
            "setpriv", "--inh-caps=-all", "--bounding-set=-all", Programs.Server, "run", "--listen", "127.0.0.1:0", "--agents", "127.0.0.1:0", "--no-data");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(run.ErrorLines, line => line.Contains("CAP_BPF and CAP_PERFMON are missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EdgesCommand_NoServer_SaysHowToStartOne()
    {
        // Bound, so that nobody else gets the port, and not listening.
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var command = await ChildProcess.Run(Programs.Server, "edges", "--server", $"http://{nobody.LocalEndPoint}");

        Assert.Equal(1, command.ExitCode);
        Assert.Empty(command.Output);
        Assert.Contains("Start one with 'meshlens run'", Assert.Single(command.ErrorLines), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> Refusals(params IEnumerable<string> arguments)
    {
        var server = await ChildProcess.Run(Programs.Server, ["server", .. arguments]);
        Assert.Equal(2, server.ExitCode);
        return server.ErrorLines;
    }
}
