namespace MeshLens.Server.Hosting;

/// <summary>Where telemetry goes on to, as it is told on the command line.</summary>
internal sealed record BackendOptions
{
    /// <summary>One address over HTTP, one over gRPC, or both.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>A PEM file with whom to trust there instead of the system's authorities.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>A file with a header per line, as <c>name: value</c>; null sends none.</summary>
    public string? HeadersFile { get; init; }

    /// <summary>Spans wait for the verdict of their own window.</summary>
    public bool Hold { get; init; }

    /// <summary>The server whose edges spans are told; null for this one's own.</summary>
    public FollowOptions? Follows { get; init; }
}
