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

            Apply(backend, options, new(), problems);
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
        tracing.LinkTo = (backend.PublicUrl ?? $"{(options.Api.CertificateFile is null ? "http" : "https")}://{options.Api.Address}").TrimEnd('/');
        if (backend.HeadersFile is { } file)
        {
            ReadHeaders(file, tracing, problems);
        }
    }

    // http://collector:4318, grpc://collector:4317, and https and grpcs.
    private static void Read(string text, TracingOptions tracing, List<string> problems)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "grpc" or "grpcs"))
        {
            problems.Add($"--otlp-backend {text} is no address of a backend: write http://HOST:4318 or grpc://HOST:4317, or https and grpcs.");
        }
        else if (address.Scheme.StartsWith("http", StringComparison.Ordinal))
        {
            Once(tracing.Http, text, problems);
            tracing.Http = address;
        }
        else
        {
            Once(tracing.Grpc, text, problems);
            tracing.Grpc = new(text.Replace("grpcs://", "https://", StringComparison.Ordinal).Replace("grpc://", "http://", StringComparison.Ordinal));
        }
    }

    private static void Once(Uri? before, string text, List<string> problems)
    {
        if (before is not null)
        {
            problems.Add($"--otlp-backend {text} is the second one over its transport: name one over HTTP, one over gRPC, or both.");
        }
    }

    private static void ReadHeaders(string file, TracingOptions tracing, List<string> problems)
    {
        if (!File.Exists(file))
        {
            problems.Add($"The file {file} of --otlp-headers does not exist.");
            return;
        }

        foreach (var (number, line) in File.ReadLines(file).Index())
        {
            // A value may be a secret, so no message shows a line.
            if (line.Split(':', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } name, { Length: > 0 } value])
            {
                tracing.Headers[name.ToLowerInvariant()] = value;
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                problems.Add($"Line {number + 1} of {file} is no header: write NAME: VALUE.");
            }
        }
    }
}
