namespace MeshLens.Lab.Services;

/// <summary>What a service saw in the last second or so, on its own clock.</summary>
internal sealed record ServiceReport
{
    public required string Service { get; init; }

    /// <summary>Counts up from 1, so that a reader can wait for reports made after a moment.</summary>
    public required int Number { get; init; }

    /// <summary>Processor time of the process so far.</summary>
    public required double CpuMs { get; init; }

    /// <summary>Connections accepted.</summary>
    public int Accepted { get; init; }

    /// <summary>From request read to response sent, its own downstream call included.</summary>
    public DurationSummary Served { get; init; } = DurationSummary.Empty;

    /// <summary>Connecting, of the calls that opened a connection and got it.</summary>
    public DurationSummary Handshakes { get; init; } = DurationSummary.Empty;

    /// <summary>From request sent to response read.</summary>
    public DurationSummary Turns { get; init; } = DurationSummary.Empty;

    /// <summary>Whole calls, failed ones included.</summary>
    public DurationSummary Calls { get; init; } = DurationSummary.Empty;

    /// <summary>Calls by outcome.</summary>
    public IReadOnlyDictionary<string, int> Outcomes { get; init; } = new Dictionary<string, int>();

    /// <summary>Calls by replica.</summary>
    public IReadOnlyDictionary<string, int> Replicas { get; init; } = new Dictionary<string, int>();

    /// <summary>Requests not sent because all workers were busy.</summary>
    public int Shed { get; init; }
}
