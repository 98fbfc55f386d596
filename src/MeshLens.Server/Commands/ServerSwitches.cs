using System.CommandLine;
using MeshLens.Server.Alerts;
using MeshLens.Server.Hosting;
using MeshLens.Server.Listeners;
using MeshLens.Server.Mesh;
using MeshLens.Server.Metrics;
using MeshLens.Server.MetricsOut;
using MeshLens.Server.Probes;

namespace MeshLens.Server.Commands;

/// <summary>The options of <c>server</c> and <c>run</c>, and how they become <see cref="ServerOptions"/>.</summary>
internal sealed class ServerSwitches
{
    private readonly Option<string> _listen = new("--listen")
    {
        Description = "Address and port of the web API. Beyond loopback it needs a certificate and a token.",
        DefaultValueFactory = _ => ServerOptions.DefaultApiAddress,
    };

    private readonly Option<string> _agents = new("--agents")
    {
        Description = "Address and port where agents report, over gRPC. Beyond loopback it needs a certificate and a token.",
        DefaultValueFactory = _ => ServerOptions.DefaultAgentAddress,
    };

    private readonly Option<string> _data = new("--data")
    {
        Description = "Directory for baselines, incidents and alerts.",
        DefaultValueFactory = _ => ServerOptions.DefaultDataDirectory,
    };

    private readonly Option<bool> _noData = new("--no-data") { Description = "Keep baselines, incidents and alerts in memory alone." };
    private readonly Option<string?> _endpoints = new("--endpoints") { Description = "JSON file that names endpoints; read again when it changes." };
    private readonly Option<string?> _certificate = new("--certificate") { Description = "PEM file with the certificate chain of all listeners." };
    private readonly Option<string?> _key = new("--key") { Description = "PEM file with the certificate's private key." };
    private readonly Option<string?> _publicUrl = new("--public-url")
    {
        HelpName = "url",
        Description = "Where people reach the web API, for links in spans and alerts: https://meshlens.example.org. Without, it is where --listen is; if that is every address of the machine, there are none.",
    };

    private readonly ProxySwitches _proxies = new();
    private readonly MeshSwitches _mesh = new();
    private readonly MetricsSwitches _metrics = new();
    private readonly ProbeSwitches _probes = new();
    private readonly MetricsOutSwitches _metricsOut = new();
    private readonly AlertSwitches _alerts = new();
    private readonly Option<string?> _token = new("--token-file") { Description = "File with the bearer token that callers of all listeners must present." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _listen, _agents, _data, _noData, _endpoints, _certificate, _key, _token, _publicUrl })
        {
            command.Add(option);
        }

        _proxies.AddTo(command);
        _mesh.AddTo(command);
        _metrics.AddTo(command);
        _probes.AddTo(command);
        _metricsOut.AddTo(command);
        _alerts.AddTo(command);
    }

    public ServerOptions Read(ParseResult parsed) => _proxies.Read(parsed, (purpose, address) => Listener(parsed, purpose, address), new()
    {
        Api = Listener(parsed, "web API", parsed.GetValue(_listen)!),
        Agents = Listener(parsed, "agent", parsed.GetValue(_agents)!),
        DataDirectory = parsed.GetValue(_noData) ? null : parsed.GetValue(_data),
        EndpointsFile = parsed.GetValue(_endpoints),
        PublicUrl = parsed.GetValue(_publicUrl),
        Mesh = _mesh.Read(parsed),
        Metrics = _metrics.Read(parsed),
        Probes = _probes.Read(parsed),
        MetricsOut = _metricsOut.Read(parsed),
        Alerts = _alerts.Read(parsed),
    });

    private ListenerOptions Listener(ParseResult parsed, string purpose, string address) => new()
    {
        Purpose = purpose,
        Address = address,
        CertificateFile = parsed.GetValue(_certificate),
        KeyFile = parsed.GetValue(_key),
        TokenFile = parsed.GetValue(_token),
    };
}
