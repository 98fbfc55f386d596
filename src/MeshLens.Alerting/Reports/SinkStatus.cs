namespace MeshLens.Alerting.Reports;

/// <summary>Where alerts go, and whether they arrive.</summary>
public sealed record SinkStatus
{
    public required string Name { get; init; }

    /// <summary>alertmanager or webhook.</summary>
    public required string Kind { get; init; }

    /// <summary>Without what might be secret in it: user, password and query.</summary>
    public required string Address { get; init; }

    public SinkHealth Health { get; init; }

    /// <summary>When something last arrived there, be it an empty list; null while nothing has since the server's start.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>The first of the failures in a row; null when the last try went well.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When it is tried again; null when it does not fail.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>Why the last try failed; null when it went well.</summary>
    public string? Reason { get; init; }

    /// <summary>Alerts that arrived, each time counted, since the server's start.</summary>
    public long Sent { get; init; }

    /// <summary>Requests that failed.</summary>
    public long Failures { get; init; }

    /// <summary>Notifications that the sink does not want, however often it is tried; they are not sent again.</summary>
    public long Refused { get; init; }

    /// <summary>Why it did not want the last of those; null when there was none.</summary>
    public string? Refusal { get; init; }

    /// <summary>Alerts of which the sink does not know the newest state.</summary>
    public int Waiting { get; init; }
}
