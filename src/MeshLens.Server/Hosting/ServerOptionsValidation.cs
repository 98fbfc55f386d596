using MeshLens.Server.Listeners;
using MeshLens.Server.Mesh;
using MeshLens.Server.Metrics;

namespace MeshLens.Server.Hosting;

/// <summary>All errors of the options at once, each with its remedy.</summary>
internal static class ServerOptionsValidation
{
    public static IReadOnlyList<string> Validate(ServerOptions options) =>
    [
        .. ListenerValidation.Validate(options.Api),
        .. ListenerValidation.Validate(options.Agents),
        .. Files(options),
        .. Mesh(options),
        .. Metrics(options),
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

    private static IEnumerable<string> Files(ServerOptions options)
    {
        if (options.EndpointsFile is { } endpoints && !File.Exists(endpoints))
        {
            yield return $"The endpoint file {endpoints} does not exist; leave --endpoints out to name services by process and address.";
        }

        if (options.DataDirectory is { } directory && File.Exists(directory))
        {
            yield return $"The data directory {directory} is a file; name a directory, or use --no-data to keep baselines in memory.";
        }

        if (options.Api.Address == options.Agents.Address && !options.Api.Address.EndsWith(":0", StringComparison.Ordinal))
        {
            yield return $"The API and the agents cannot share {options.Api.Address}; give each its own port.";
        }
    }
}
