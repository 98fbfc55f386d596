using MeshLens.Alerting.Templates;

namespace MeshLens.Alerting.Sinks;

/// <summary>One sink of the file.</summary>
public sealed record SinkOptions
{
    public const string Alertmanager = "alertmanager";
    public const string Webhook = "webhook";

    public required string Name { get; init; }

    /// <summary><see cref="Alertmanager"/> or <see cref="Webhook"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The base address of an Alertmanager; the very address of a webhook.</summary>
    public required Uri Url { get; init; }

    /// <summary>File with a bearer token, read again for each request; null for none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>PEM file of the authorities to trust instead of the system's; null for those.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>How often an Alertmanager hears again of what fires. One minute by default, 1 s to 5 min.</summary>
    public TimeSpan Resend { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>File with the secret that a webhook's notifications are signed with; read again for each.</summary>
    public string? SecretFile { get; init; }

    /// <summary>A webhook's body; null for all that is known, as JSON.</summary>
    public Template? Body { get; init; }

    /// <summary>Its media type. Values are escaped for JSON where this is JSON.</summary>
    public string ContentType { get; init; } = "application/json";
}
