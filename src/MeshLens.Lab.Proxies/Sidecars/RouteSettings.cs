namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>What one route does with a request.</summary>
internal sealed record RouteSettings
{
    public required string Name { get; init; }

    public required string Cluster { get; init; }

    /// <summary>Only requests with this header; null for all.</summary>
    public string? NeededHeader { get; init; }

    /// <summary>For all attempts together; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>For each attempt; null for no limit.</summary>
    public TimeSpan? PerTryTimeout { get; init; }

    public int Retries { get; init; }

    /// <summary>Envoy's words: connect-failure, 5xx, …</summary>
    public IReadOnlyList<string> RetryOn { get; init; } = [];

    public TimeSpan Delay { get; init; }

    public double DelayShare { get; init; }

    public int AbortStatus { get; init; }

    public double AbortShare { get; init; }

    public bool Repeats(AttemptEnd end) => end switch
    {
        AttemptEnd.ConnectFailed => RetryOn.Contains("connect-failure") || RepeatsAnswers,
        AttemptEnd.TimedOut => RepeatsAnswers,
        AttemptEnd.Reset => RetryOn.Contains("reset") || RepeatsAnswers,
        _ => false,
    };

    private bool RepeatsAnswers => RetryOn.Contains("5xx") || RetryOn.Contains("gateway-error");
}
