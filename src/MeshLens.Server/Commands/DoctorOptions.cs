using System.CommandLine;
using MeshLens.Server.Hosting;

namespace MeshLens.Server.Commands;

/// <summary>The command line of <c>doctor</c>: which server is asked, and how; everything else is the agent's and passed on unread.</summary>
internal sealed record DoctorOptions
{
    private static readonly Option<Uri> ServerOption = CommonOptions.Server();
    private static readonly Option<string?> TokenOption = CommonOptions.TokenFile();
    private static readonly Option<string?> AuthorityOption = CommonOptions.AuthorityFile();
    private static readonly Option[] Own = [ServerOption, TokenOption, AuthorityOption];

    /// <summary>What is wrong with them, each with the remedy.</summary>
    public IReadOnlyList<string> Errors { get; private init; } = [];

    public IReadOnlyList<string> ForAgent { get; private init; } = [];

    public Uri Server { get; init; } = new($"http://{ServerOptions.DefaultApiAddress}");

    public string? TokenFile { get; init; }

    public string? AuthorityFile { get; init; }

    /// <summary>Somebody wants to know about a server of his, and not of this machine alone.</summary>
    public bool NamesServer { get; private init; }

    /// <summary>False with options of the agent: its JSON is a document of its own.</summary>
    public bool Asks => ForAgent.Count == 0;

    public static DoctorOptions Read(string[] arguments)
    {
        var command = new Command(DoctorCommand.Name) { TreatUnmatchedTokensAsErrors = false };
        Array.ForEach(Own, command.Add);
        var parsed = command.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return new() { Errors = [.. parsed.Errors.Select(static error => error.Message).Distinct()] };
        }

        var named = Array.Exists(Own, option => parsed.GetResult(option) is { Implicit: false });
        return named && parsed.UnmatchedTokens is [var first, ..]
            ? new() { Errors = [$"'{first}' is about this machine alone: leave it out, or ask the server with 'meshlens mesh' and 'meshlens alerts'."] }
            : new()
            {
                ForAgent = parsed.UnmatchedTokens,
                Server = parsed.GetValue(ServerOption)!,
                TokenFile = parsed.GetValue(TokenOption),
                AuthorityFile = parsed.GetValue(AuthorityOption),
                NamesServer = named,
            };
    }

    /// <summary>Adds to the agent's help what it does not know.</summary>
    public static void Explain(TextWriter writer)
    {
        writer.WriteLine();
        writer.WriteLine("What a server knows follows: names, configuration, backends, alerts.");
        foreach (var option in Own)
        {
            writer.WriteLine($"  {$"{option.Name} <{option.HelpName}>",-20}  {option.Description}");
        }
    }
}
