namespace MeshLens.Kubernetes.Watching;

/// <summary>How a reader paces itself.</summary>
internal sealed record WatchOptions
{
    /// <summary>Objects per page of a list.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>A page that takes longer is given up.</summary>
    public TimeSpan PageTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the server is asked to keep a watch open; it ends it then, and the next goes on from there.</summary>
    public TimeSpan WatchTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A server that keeps a watch open for this much longer has lost it.</summary>
    public TimeSpan Slack { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait after the first failure; each further one doubles it.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);
}
