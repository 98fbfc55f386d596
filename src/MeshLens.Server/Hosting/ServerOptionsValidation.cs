using MeshLens.Alerting.Hosting;
using MeshLens.Server.Listeners;
using MeshLens.Server.Mesh;
using MeshLens.Server.Metrics;

namespace MeshLens.Server.Hosting;

/// <summary>All errors of the options at once, each with its remedy.</summary>
internal static class ServerOptionsValidation
{
    public static IReadOnlyList<string> Validate(ServerOptions options) =>
    [
        .. options.Listeners.SelectMany(ListenerValidation.Validate).Distinct(),
        .. Addresses(options),
        .. Places(options),
        .. Mesh(options),
        .. Metrics(options),
        .. options.Probes.Mistakes(),
        .. BackendReading.Validate(options),
        .. AlertingValidation.Validate(options.Alerts),
    ];

    private static List<string> Mesh(ServerOptions options)
    {
        var problems = new List<string>();
        MeshServices.Read(options.Mesh, problems);
        return problems;
    }

    private static List<string> Metrics(ServerOptions options)
    {
        var problems = new List<string>();
        MetricsSourcesReading.Read(options.Metrics, options.Mesh.NamesAnybody, problems);
        return problems;
    }

    private static IEnumerable<string> Places(ServerOptions options)
    {
        if (options.EndpointsFile is { } endpoints && !File.Exists(endpoints))
        {
            yield return $"The endpoint file {endpoints} does not exist; leave --endpoints out to name services by process and address.";
        }

        if (options.PublicUrl is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var link) && link.Scheme is "http" or "https"))
        {
            yield return $"--public-url '{url}' is no address that people can follow: write for example https://meshlens.example.org.";
        }

        if (options.DataDirectory is { } directory && File.Exists(directory))
        {
            yield return $"The data directory {directory} is a file; name a directory, or use --no-data to keep baselines in memory.";
        }
    }

    private static IEnumerable<string> Addresses(ServerOptions options) => options.Listeners
        .Where(static listener => !listener.Address.EndsWith(":0", StringComparison.Ordinal))
        .GroupBy(static listener => listener.Address, StringComparer.Ordinal)
        .Where(static shared => shared.Count() > 1)
        .Select(static shared => $"{string.Join(" and ", shared.Select(static listener => $"the {listener.Purpose}"))} cannot share {shared.Key}; give each its own port.")
        .Select(static sentence => char.ToUpperInvariant(sentence[0]) + sentence[1..]);
}
