using System.CommandLine;
using MeshLens.Server.Istio;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens istio-config</c>: what Istio must be told so that its proxies report here.</summary>
internal static class IstioConfigCommand
{
    private const int AccessLogPort = 9472;
    private const int OtlpPort = 4317;

    public static Command Create()
    {
        var version = new Option<IstioVersion>("--istio-version")
        {
            HelpName = "1.N",
            Description = "The version of the oldest proxies of the mesh. A proxy that is asked for what it does not know refuses its listeners.",
            Required = true,
            CustomParser = ReadVersion,
        };
        var service = new Option<string>("--service") { Description = "Host name of MeshLens' service in the mesh.", DefaultValueFactory = _ => "meshlens.istio-system.svc.cluster.local" };
        var ns = new Option<string>("--namespace") { Description = "Where the Telemetry resource goes: the root namespace is for the whole mesh.", DefaultValueFactory = _ => "istio-system" };
        var als = Port("--als", $"By Envoy's own service, at port {AccessLogPort} unless another is given: costs less, takes requests apart with any version, without what connecting took.");
        var otlp = Port("--otlp", $"By OTLP, at port {OtlpPort} unless another is given: with what connecting took. This unless --als is named.");
        var only = new Option<string?>("--only") { HelpName = "mesh-config|resources", Description = "Print one part: what goes into MeshConfig, or what kubectl applies." };
        only.AcceptOnlyFromAmong("mesh-config", "resources");
        var command = new Command("istio-config", "What Istio must be told so that its proxies report here, as YAML. Changes nothing by itself.") { version, service, ns, als, otlp, only };
        command.Validators.Add(result =>
        {
            if (result.GetResult(als) is not null && result.GetResult(otlp) is not null)
            {
                result.AddError("Name --als or --otlp: with both, everything would be counted twice.");
            }
        });
        command.SetAction(parsed => Write(Read(parsed, version, service, ns, als, otlp), parsed.GetValue(only), Console.Out));
        return command;
    }

    internal static int Write(TelemetryTarget target, string? only, TextWriter writer)
    {
        if (only != "resources")
        {
            IstioTelemetry.WriteMeshConfig(target, writer);
        }

        if (only is null)
        {
            writer.WriteLine("---");
        }

        if (only != "mesh-config")
        {
            IstioTelemetry.WriteResources(target, writer);
        }

        return ExitCodes.Success;
    }

    private static TelemetryTarget Read(
        ParseResult parsed, Option<IstioVersion> version, Option<string> service, Option<string> ns, Option<int?> als, Option<int?> otlp)
    {
        var isOtlp = parsed.GetResult(als) is null;
        return new()
        {
            Version = parsed.GetValue(version),
            Service = parsed.GetValue(service)!,
            Namespace = parsed.GetValue(ns)!,
            IsOtlp = isOtlp,
            Port = isOtlp ? PortOf(parsed, otlp, OtlpPort) : PortOf(parsed, als, AccessLogPort),
        };
    }

    private static Option<int?> Port(string name, string description)
    {
        var option = new Option<int?>(name) { HelpName = "port", Description = description, Arity = ArgumentArity.ZeroOrOne };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var given) && given is > 0 and <= ushort.MaxValue))
            {
                result.AddError($"{name}: '{token.Value}' is not a port.");
            }
        });
        return option;
    }

    private static int PortOf(ParseResult parsed, Option<int?> option, int otherwise) =>
        parsed.GetResult(option) is { Tokens: not [] } ? parsed.GetValue(option)!.Value : otherwise;

    private static IstioVersion ReadVersion(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (IstioVersion.Parse(result.Tokens[0].Value) is { } version && version.Minor >= IstioVersion.Oldest.Minor)
        {
            return version;
        }

        result.AddError($"--istio-version: '{result.Tokens[0].Value}' is not a version from {IstioVersion.Oldest} on; write for example 1.27.");
        return default;
    }
}
