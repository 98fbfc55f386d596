using System.CommandLine;
using MeshLens.Ingest;
using MeshLens.Server.Hosting;
using MeshLens.Server.Listeners;
using MeshLens.Tracing;

namespace MeshLens.Server.Commands;

/// <summary>The options of <c>server</c> and <c>run</c> that say where proxies report.</summary>
internal sealed class ProxySwitches
{
    private readonly Option<string?> _accessLogs = new("--als")
    {
        HelpName = "address",
        Description = "Address and port where proxies stream access logs (Envoy's service, gRPC), apart from the agents. Without, they share --agents.",
    };

    private readonly Option<string?> _otlp = Optional("--otlp", ServerOptions.DefaultOtlpAddress, "gRPC");
    private readonly Option<string?> _otlpHttp = Optional("--otlp-http", ServerOptions.DefaultOtlpHttpAddress, "HTTP, protobuf or JSON");
    private readonly Option<bool> _plaintext = new("--proxies-plaintext")
    {
        Description = "--als, --otlp and --otlp-http take telemetry without certificate and token, also beyond loopback: a mesh or a network policy guards them.",
    };

    private readonly BackendSwitches _backend = new();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _accessLogs, _otlp, _otlpHttp, _plaintext })
        {
            command.Add(option);
        }

        _backend.AddTo(command);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="listener">A listener as all others of this server are, by purpose and address.</param>
    /// <param name="options">To be completed.</param>
    public ServerOptions Read(ParseResult parsed, Func<string, string, ListenerOptions> listener, ServerOptions options)
    {
        var backend = _backend.Read(parsed);
        IReadOnlyList<string> grpc = backend is null ? ProxyPaths.OtlpGrpc : [.. ProxyPaths.OtlpGrpc, .. TracingPaths.Grpc];
        IReadOnlyList<string> http = backend is null ? ProxyPaths.OtlpHttp : [.. ProxyPaths.OtlpHttp, .. TracingPaths.Http];
        return options with
        {
            AccessLogs = Listener(parsed, listener, "access log", parsed.GetValue(_accessLogs), ProxyPaths.AccessLogs),
            Otlp = Listener(parsed, listener, "OTLP", Address(parsed, _otlp, ServerOptions.DefaultOtlpAddress), grpc),
            OtlpHttp = Listener(parsed, listener, "OTLP/HTTP", Address(parsed, _otlpHttp, ServerOptions.DefaultOtlpHttpAddress), http),
            Backend = backend,
        };
    }

    private static Option<string?> Optional(string name, string address, string transport) => new(name)
    {
        HelpName = "address",
        Description = $"Take telemetry in OpenTelemetry's protocol over {transport}, at {address} unless another address is given: logs of proxies and, with --otlp-backend, traces, metrics and logs of applications. Off without.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static string? Address(ParseResult parsed, Option<string?> option, string otherwise) =>
        parsed.GetResult(option) is not { } given ? null : given.Tokens is [] ? otherwise : parsed.GetValue(option);

    private ListenerOptions? Listener(
        ParseResult parsed, Func<string, string, ListenerOptions> listener, string purpose, string? address, IReadOnlyList<string> paths)
    {
        if (address is null)
        {
            return null;
        }

        var secured = listener(purpose, address) with { Paths = paths };
        return parsed.GetValue(_plaintext) ? secured with { IsPlaintext = true, CertificateFile = null, KeyFile = null, TokenFile = null } : secured;
    }
}
