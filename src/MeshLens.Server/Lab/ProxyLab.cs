using MeshLens.Lab.Proxies.Patterns;
using MeshLens.Server.Hosting;

namespace MeshLens.Server.Lab;

/// <summary>Meshes with proxies, and a server that hears everything that can be known of them: kernel, access logs, counters, configuration.</summary>
internal sealed class ProxyLab : ILab
{
    private const string Place = "region-1/zone-1";

    private ProxyLab(PatternLab patterns, LabServer server) => (Patterns, Server) = (patterns, server);

    public PatternLab Patterns { get; }

    public LabServer Server { get; }

    public static async Task<ProxyLab> StartAsync(int meshes, CancellationToken cancellationToken)
    {
        var patterns = await PatternLab.StartAsync(meshes, cancellationToken);
        try
        {
            var server = await LabServer.Start(
                [LabAgents.Watching("", patterns.NamespacePaths)], path => patterns.WriteEndpoints(path), options => ReadFrom(patterns, options), cancellationToken);
            return new(patterns, server);
        }
        catch
        {
            await patterns.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Patterns.DisposeAsync();
    }

    /// <summary>Has the server read their configuration and counters.</summary>
    internal static ServerOptions ReadFrom(PatternLab patterns, ServerOptions options) => options with
    {
        Mesh = new() { Istiod = [patterns.ControlPlane.Address.ToString().TrimEnd('/')], Locality = Place },
        Metrics = new() { Targets = [.. patterns.Scrapes.Select(static target => target.ToString())] },
    };
}
