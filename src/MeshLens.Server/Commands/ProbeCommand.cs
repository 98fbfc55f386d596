using System.CommandLine;
using System.Text;
using MeshLens.Api;
using MeshLens.Grains.Probes;
using MeshLens.Server.Client;
using MeshLens.Server.Output;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens probe</c>: asks nodes to probe something now, and prints it as ping does.</summary>
internal static class ProbeCommand
{
    private static readonly Argument<string> Target = new("target") { Description = "A node, a service (payments.shop:8080 or shop/payments:8080), or an address with a port or without." };
    private static readonly Option<string?> Protocol = new("--protocol", "-p") { HelpName = "tcp|icmp|http", Description = "Default: TCP where there is a port, else ICMP." };
    private static readonly Option<int?> Count = new("--count", "-c") { Description = "Probes from each node, 1 to 100. Default 5." };
    private static readonly Option<int?> Interval = new("--interval") { HelpName = "milliseconds", Description = "Between two of them, 100 to 10000. Default 1000." };
    private static readonly Option<int?> Timeout = new("--timeout") { HelpName = "milliseconds", Description = "After which one is lost, 10 to 10000. Default 950." };
    private static readonly Option<string[]> From = new("--from") { HelpName = "node", Description = "A node that probes; may be repeated. Default: the first four that take part.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Path = new("--path") { Description = "HTTP alone: what to GET. Default /." };

    public static Command Create()
    {
        var server = CommonOptions.Server();
        var token = CommonOptions.TokenFile();
        var authority = CommonOptions.AuthorityFile();
        var output = CommonOptions.Output();
        var command = new Command("probe", "Probes a node, a service or an address now, from nodes whose agents take part in probing.")
        {
            Target, Protocol, Count, Interval, Timeout, From, Path, server, token, authority, output,
        };
        command.SetAction((parsed, cancellationToken) => AskServer.Run(async () =>
        {
            using var api = new ApiClient(parsed.GetValue(server)!, parsed.GetValue(token), parsed.GetValue(authority));
            return await Print(api, RequestOf(parsed), parsed.GetValue(output), cancellationToken);
        }));
        return command;
    }

    private static ProbeRequest RequestOf(ParseResult parsed) => new()
    {
        Target = parsed.GetValue(Target)!,
        Protocol = parsed.GetValue(Protocol),
        Count = parsed.GetValue(Count),
        IntervalMs = parsed.GetValue(Interval),
        TimeoutMs = parsed.GetValue(Timeout),
        From = parsed.GetValue(From) is { Length: > 0 } from ? from : null,
        Path = parsed.GetValue(Path),
    };

    private static async Task<int> Print(ApiClient api, ProbeRequest request, OutputFormat output, CancellationToken cancellationToken)
    {
        var answered = false;
        await foreach (var text in api.PostLines("/api/v1/probes", request, ApiJson.Default.ProbeRequest, cancellationToken))
        {
            var line = api.Read(Encoding.UTF8.GetBytes(text), ApiJson.Default.ProbeLine);
            answered |= line.Summary?.Any(static summary => summary.Answered > 0) == true;
            if (output == OutputFormat.Json)
            {
                Console.Out.WriteLine(text);
            }
            else
            {
                ProbeText.Write(line, Console.Out);
            }
        }

        return answered ? ExitCodes.Success : ExitCodes.Failure;
    }
}
