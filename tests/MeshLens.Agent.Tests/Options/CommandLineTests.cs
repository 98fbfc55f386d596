using System.CommandLine;
using System.CommandLine.Parsing;
using MeshLens.Agent.Commands;

namespace MeshLens.Agent.Tests.Options;

public sealed class CommandLineTests
{
    private const string Server = "--server http://127.0.0.1:7000 ";

    private static IReadOnlyList<string> Errors(string line) =>
        [.. CommandLine.Parse(Split("run " + line)).Errors.Select(error => error.Message)];

    private static IReadOnlyList<string> Split(string line) => [.. CommandLineParser.SplitCommandLine(line)];

    [Theory]
    [InlineData("meshlens", "connects --help", "meshlens connects ")]
    [InlineData("meshlens", "doctor --help", "meshlens doctor ")]
    [InlineData("meshlens agent", "--help", "meshlens agent ")]
    [InlineData("meshlens agent", "run --help", "meshlens agent run ")]
    public void Help_WhenHandedOver_NamesWhatWasCalledAndTheExitCodes(string calledAs, string line, string expected)
    {
        using var output = new StringWriter();

        CommandLine.Parse(Split(line), calledAs).Invoke(new() { Output = output });

        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("meshlens-agent", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Exit codes:", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithoutServer_SaysWhatToWrite()
    {
        Assert.Equal(
            ["--server is missing: say where to send, for example --server http://127.0.0.1:port or unix:/run/meshlens/agent.sock."],
            Errors(""));
    }

    [Fact]
    public void Run_WithManyMistakes_ReportsAllOfThemAtOnce()
    {
        Assert.Equal(
            [
                "--server: 'http://10.0.0.1:80' would send in clear text beyond this machine: use https://10.0.0.1, or a loopback address.",
                "--token-file: there is no file /does/not/exist: create it, or leave the option out.",
                "--interval: '5' is not a duration: write it like 5ms.",
                "--address: 'ten' is not an address or network: write 10.1.2.3, 10.1.0.0/16 or fd00::/8.",
                "--port: '99999' is not a port: choose 1 to 65535.",
                "--max-flows: 1 is out of range: choose 256 to 262144.",
                "--ring-size: 5000000 is not a power of two: choose 8MiB.",
            ],
            Errors("--server http://10.0.0.1:80 --token-file /does/not/exist --interval 5 --address ten --port 99999 --max-flows 1 --ring-size 5000000"));
    }

    [Theory]
    [InlineData("--interval 50ms", "--interval: 50ms is out of range: choose 200ms to 10s.")]
    [InlineData("--min-latency soon", "--min-latency: 'soon' is not a duration: write it like 5ms.")]
    [InlineData("--queue-size 1TB", "--queue-size: '1TB' is not a size: write it like 16MiB.")]
    [InlineData("--netns /does/not/exist", "--netns: there is no /does/not/exist: give the path of one that exists.")]
    [InlineData("--netns /etc/passwd", "--netns: /etc/passwd is not a network namespace: give a path such as /var/run/netns/blue or /proc/4711/ns/net.")]
    [InlineData("--netns /proc/self/ns/mnt", "--netns: /proc/self/ns/mnt is not a network namespace: give a path such as /var/run/netns/blue or /proc/4711/ns/net.")]
    [InlineData("--cgroup /tmp", "--cgroup: /tmp is not a cgroup v2 directory: give one below /sys/fs/cgroup that holds cgroup.controllers.")]
    [InlineData("--address 1.2.3", "--address: '1.2.3' is not an address or network: write 10.1.2.3, 10.1.0.0/16 or fd00::/8.")]
    [InlineData("--address 0/8", "--address: '0/8' is not an address or network: write 10.1.2.3, 10.1.0.0/16 or fd00::/8.")]
    [InlineData("--ca-file /etc/passwd", "--ca-file is of no use with http://127.0.0.1:7000: leave it out, or use an https:// server.")]
    [InlineData("--node \"\"", "--node: a name has 1 to 253 printable characters: shorten it.")]
    public void Run_WithOneMistake_NamesTheFix(string option, string expected) =>
        Assert.Equal([expected], Errors(Server + option));

    [Fact]
    public void Run_WithACaFileThatHoldsNone_SaysWhatToGive() => Assert.Equal(
        ["--ca-file: /etc/passwd holds no certificate that can be read: give a PEM file (-----BEGIN CERTIFICATE-----)."],
        Errors("--server https://10.0.0.1:80 --ca-file /etc/passwd"));

    [Fact]
    public void Run_WithEveryOptionRight_HasNoErrors() => Assert.Empty(Errors(
        Server + "--interval 500ms --address 10.0.0.0/8 --address fd00::1 --port 80 --port 443 --min-latency 5ms --max-flows 1000 " +
        "--ring-size 1MiB --queue-size 1MiB --bpf-time always --die-with-parent --node n --cluster c --zone z --netns /proc/self/ns/net"));
}
