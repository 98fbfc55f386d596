using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using MeshLens.Server.Client;
using MeshLens.Server.Output;

namespace MeshLens.Server.Commands;

/// <summary>A command that asks the server one thing about one edge: which edge, which server, and how to write the answer.</summary>
internal sealed class EdgeQuestion
{
    private readonly Option<Uri> _server = CommonOptions.Server();
    private readonly Option<string?> _token = CommonOptions.TokenFile();
    private readonly Option<string?> _authority = CommonOptions.AuthorityFile();
    private readonly Option<OutputFormat> _output = CommonOptions.Output();
    private readonly Argument<string[]> _edge;

    public EdgeQuestion(string name, string description)
    {
        Command = new(name, description) { _server, _token, _authority, _output };
        _edge = EdgeArgument.AddTo(Command);
    }

    public Command Command { get; }

    /// <param name="path">What is asked, below the edge's own path.</param>
    /// <param name="type">What the answer is.</param>
    /// <param name="write">Writes it for people.</param>
    /// <param name="exitCode">Success unless given.</param>
    public void Ask<T>(Func<ParseResult, string> path, JsonTypeInfo<T> type, Action<T, TextWriter> write, Func<ParseResult, T, int>? exitCode = null) =>
        Command.SetAction((parsed, cancellationToken) => AskServer.Run(async () =>
        {
            using var api = new ApiClient(parsed.GetValue(_server)!, parsed.GetValue(_token), parsed.GetValue(_authority));
            var id = await EdgeFinder.Find(api, parsed.GetValue(_edge)!, cancellationToken);
            var body = await api.GetBytes($"/api/v1/edges/{Uri.EscapeDataString(id)}/{path(parsed)}", cancellationToken);
            var answer = api.Read(body, type);
            if (parsed.GetValue(_output) == OutputFormat.Json)
            {
                JsonOutput.Write(body);
            }
            else
            {
                write(answer, Console.Out);
            }

            return exitCode?.Invoke(parsed, answer) ?? ExitCodes.Success;
        }));
}
