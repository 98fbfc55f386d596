using System.CommandLine;
using System.CommandLine.Parsing;
using MeshLens.Server.Hosting;

namespace MeshLens.Server.Commands;

/// <summary>The options of <c>server</c> and <c>run</c> that say where telemetry goes on to.</summary>
internal sealed class BackendSwitches
{
    private readonly Option<string[]> _backend = new("--otlp-backend")
    {
        HelpName = "address",
        Description = "Take traces, metrics and logs at --otlp and --otlp-http, tell each span what is known of its edge, and send all on to http://HOST:4318 or grpc://HOST:4317; twice for both.",
    };

    private readonly Option<string?> _authority = new("--otlp-backend-ca")
    {
        HelpName = "file",
        Description = "PEM file of the authorities of the backend's certificate, instead of the system's: for https:// and grpcs://.",
    };

    private readonly Option<string?> _headers = new("--otlp-headers")
    {
        HelpName = "file",
        Description = "File with headers for the backend, one a line: NAME: VALUE.",
    };

    private readonly Option<bool> _hold = new("--otlp-hold")
    {
        Description = "Keep spans for up to fifteen seconds, until the verdict of their own window is known. Without, they are told the last one at once.",
    };

    private readonly Option<string?> _edgesOf = new("--edges-of")
    {
        HelpName = "url",
        Description = "Tell spans the edges of the MeshLens server whose API is there, not this one's own: for replicas that pass telemetry on.",
    };

    private readonly Option<string?> _edgesOfToken = new("--edges-of-token-file") { HelpName = "file", Description = "File with the token that the server of --edges-of asks for." };
    private readonly Option<string?> _edgesOfAuthority = new("--edges-of-ca") { HelpName = "file", Description = "PEM file with the authority of the server of --edges-of." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _backend, _authority, _headers, _hold, _edgesOf, _edgesOfToken, _edgesOfAuthority })
        {
            command.Add(option);
        }

        command.Validators.Add(RefuseWithoutBackend);
    }

    /// <summary>Null when no backend is named: nothing of it means anything then.</summary>
    public BackendOptions? Read(ParseResult parsed) => parsed.GetValue(_backend) is not { Length: > 0 } addresses ? null : new()
    {
        Addresses = addresses,
        AuthorityFile = parsed.GetValue(_authority),
        HeadersFile = parsed.GetValue(_headers),
        Hold = parsed.GetValue(_hold),
        Follows = parsed.GetValue(_edgesOf) is not { } server ? null : new()
        {
            Address = server,
            TokenFile = parsed.GetValue(_edgesOfToken),
            AuthorityFile = parsed.GetValue(_edgesOfAuthority),
        },
    };

    // Somebody who asks for them expects spans to go somewhere.
    private void RefuseWithoutBackend(CommandResult result)
    {
        foreach (var option in new Option[] { _authority, _headers, _hold, _edgesOf, _edgesOfToken, _edgesOfAuthority }.Where(option => result.GetResult(option) is { Implicit: false } && result.GetResult(_backend) is null))
        {
            result.AddError($"{option.Name} says how telemetry goes on to a backend, and none is named: add --otlp-backend.");
        }
    }
}
