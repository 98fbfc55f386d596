using System.Net;
using MeshLens.Files;
using MeshLens.Server.Listeners;
using MeshLens.Tracing;

namespace MeshLens.Server.Hosting;

/// <summary>Turns what the command line says of backends into options, and finds every error.</summary>
internal static class BackendReading
{
    /// <summary>Errors of the options, with their remedies.</summary>
    public static IEnumerable<string> Validate(ServerOptions options)
    {
        var problems = new List<string>();
        if (options.Backend is { } backend)
        {
            if (options is { Otlp: null, OtlpHttp: null })
            {
                problems.Add("--otlp-backend names where telemetry goes on to, and nothing takes any: add --otlp or --otlp-http.");
            }

            var tracing = new TracingOptions();
            Apply(backend, options, tracing, problems);
            CheckAuthority(tracing, problems);
            Check(backend.Follows, problems);
        }

        return problems;
    }

    /// <summary>Fills in what is told.</summary>
    public static void Apply(BackendOptions backend, ServerOptions options, TracingOptions tracing, List<string> problems)
    {
        foreach (var address in backend.Addresses)
        {
            Read(address, tracing, problems);
        }

        tracing.Hold = backend.Hold;
        tracing.AuthorityFile = backend.AuthorityFile ?? tracing.AuthorityFile;
        tracing.LinkTo = (options.PublicUrl ?? backend.Follows?.Address ?? OwnAddress(options.Api)).TrimEnd('/');
        if (backend.HeadersFile is { } file)
        {
            HeadersFile.Read(file, tracing.Headers, problems);
        }
    }

    // Of all addresses of a machine none can be followed, nor a port that is not known yet: no link then.
    private static string OwnAddress(ListenerOptions api) =>
        !IPEndPoint.TryParse(api.Address, out var own) || own.Port == 0 || own.Address.Equals(IPAddress.Any) || own.Address.Equals(IPAddress.IPv6Any)
            ? ""
            : $"{(api.CertificateFile is null ? "http" : "https")}://{api.Address}";

    private static void CheckAuthority(TracingOptions tracing, List<string> problems)
    {
        if (tracing.AuthorityFile is not { } authority)
        {
            return;
        }

        if (AuthorityFile.Read(authority, out var problem) is null)
        {
            problems.Add($"--otlp-backend-ca: {problem}");
        }

        if (tracing is not { Http: null, Grpc: null } && tracing.Http?.Scheme != "https" && tracing.Grpc?.Scheme != "https")
        {
            problems.Add("--otlp-backend-ca is of no use with a backend that has no certificate: leave it out, or write https:// or grpcs://.");
        }
    }

    private static void Check(FollowOptions? follows, List<string> problems)
    {
        if (follows is null)
        {
            return;
        }

        if (!Uri.TryCreate(follows.Address, UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https"))
        {
            problems.Add($"--edges-of {follows.Address} is no address of a web API: write https://HOST:9470.");
        }
        else if (server.Scheme == "http" && follows.AuthorityFile is not null)
        {
            problems.Add($"--edges-of-ca is of no use with {server}: leave it out, or name an https:// server.");
        }
        else if (follows.AuthorityFile is { } authority && AuthorityFile.Read(authority, out var unread) is null)
        {
            problems.Add($"--edges-of-ca: {unread}");
        }

        if (follows.TokenFile is { } token && TokenFile.Read(token, out var problem) is null)
        {
            problems.Add(problem!);
        }
    }

    // http://collector:4318, grpc://collector:4317, and https and grpcs.
    private static void Read(string text, TracingOptions tracing, List<string> problems)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "grpc" or "grpcs"))
        {
            problems.Add($"--otlp-backend {text} is no address of a backend: write http://HOST:4318 or grpc://HOST:4317, or https and grpcs.");
        }
        else if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            // The address is in logs, and a secret in it would be, too; so it is not shown here either.
            problems.Add($"--otlp-backend at {address.Host} has more than a scheme, a host, a port and a path: give what the backend knows its users by in --otlp-headers.");
        }
        else if (address.Scheme.StartsWith("http", StringComparison.Ordinal))
        {
            Once(tracing.Http, text, problems);
            tracing.Http = address;
        }
        else
        {
            Once(tracing.Grpc, text, problems);
            tracing.Grpc = new UriBuilder(address) { Scheme = address.Scheme == "grpcs" ? "https" : "http" }.Uri;
        }
    }

    private static void Once(Uri? before, string text, List<string> problems)
    {
        if (before is not null)
        {
            problems.Add($"--otlp-backend {text} is the second one over its transport: name one over HTTP, one over gRPC, or both.");
        }
    }
}
