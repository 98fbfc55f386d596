namespace MeshLens.Xds.Streaming;

/// <summary>Where the control plane is and how to get in.</summary>
public sealed record ControlPlaneOptions
{
    /// <summary>Replicas, tried in turn: <c>http://host:15010</c> is plaintext, <c>https://host:15012</c> TLS.</summary>
    public required IReadOnlyList<Uri> Addresses { get; init; }

    /// <summary>PEM file with the certificate authorities to trust, instead of the system's.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>The name the server's certificate must bear, when it is not the host of the address.</summary>
    public string? ServerName { get; init; }

    /// <summary>File with a bearer token (audience istio-ca), read again for each stream because it expires. TLS only.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The cluster the token comes from, when istiod serves several.</summary>
    public string? ClusterId { get; init; }

    /// <summary>PEM file with the client's certificate; needs <see cref="ClientKeyFile"/>.</summary>
    public string? ClientCertificateFile { get; init; }

    /// <summary>PEM file with the client's private key.</summary>
    public string? ClientKeyFile { get; init; }

    /// <summary>The variant of the protocol.</summary>
    public DiscoveryProtocol Protocol { get; init; }

    /// <summary>Bytes; 64 KiB to 2 GiB. A push of ten thousand services has tens of megabytes.</summary>
    public int LargestMessageBytes { get; init; } = 512 << 20;

    /// <summary>The wait after the first failure; each further one doubles it.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between attempts.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Everything that is wrong, each with its fix; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate() => [.. ControlPlaneRules.Broken(this)];
}
