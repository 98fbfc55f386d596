namespace MeshLens.Server.Listeners;

/// <summary>Where one listener of the server is found and who may talk to it.</summary>
internal sealed record ListenerOptions
{
    /// <summary>What the listener is for, as error messages name it.</summary>
    public required string Purpose { get; init; }

    /// <summary>Address and port, for example <c>127.0.0.1:9470</c> or <c>[::1]:9470</c>. Port 0 takes a free one.</summary>
    public required string Address { get; init; }

    /// <summary>PEM file with the certificate chain. Needed beyond loopback.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file with the private key of <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>File with the bearer token that callers must present. Needed beyond loopback.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Beyond loopback without certificate and token, because the operator said that something else guards it.</summary>
    public bool IsPlaintext { get; init; }

    /// <summary>The only paths it answers; null for everything.</summary>
    public IReadOnlyList<string>? Paths { get; init; }
}
