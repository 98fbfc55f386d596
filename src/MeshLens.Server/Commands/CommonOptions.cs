using System.CommandLine;
using MeshLens.Server.Hosting;
using MeshLens.Server.Output;

namespace MeshLens.Server.Commands;

/// <summary>Options that several commands share, so that they read the same everywhere.</summary>
internal static class CommonOptions
{
    public static Option<Uri> Server() => new("--server")
    {
        HelpName = "url",
        Description = "The MeshLens server to ask.",
        DefaultValueFactory = _ => new Uri($"http://{ServerOptions.DefaultApiAddress}"),
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                return address;
            }

            result.AddError($"'{text}' is not a server address; write for example http://{ServerOptions.DefaultApiAddress}.");
            return null!;
        },
    };

    public static Option<string?> TokenFile() => new("--token-file")
    {
        HelpName = "file",
        Description = "File with the bearer token that the server asks for.",
    };

    public static Option<string?> AuthorityFile() => new("--ca-file")
    {
        HelpName = "file",
        Description = "PEM file of the authorities to trust instead of the system's, or of the server's own certificate.",
    };

    public static Option<OutputFormat> Output() => new("--output", "-o")
    {
        HelpName = "table|json",
        Description = "Write a table or JSON.",
        DefaultValueFactory = _ => OutputFormat.Table,
    };

    public static Option<bool> ExitCode() => new("--exit-code")
    {
        Description = $"End with {ExitCodes.NotHealthy} when the edge is not healthy.",
    };
}
