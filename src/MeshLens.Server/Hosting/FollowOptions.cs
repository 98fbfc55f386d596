namespace MeshLens.Server.Hosting;

/// <summary>Another server whose edges spans are told.</summary>
internal sealed record FollowOptions
{
    /// <summary>Where its API answers, as it was written.</summary>
    public required string Address { get; init; }

    /// <summary>The same, once it was found to be one.</summary>
    public Uri Server => new(Address);

    /// <summary>A file with the token that it asks for; null when it asks for none. Read again for each question.</summary>
    public string? TokenFile { get; init; }

    /// <summary>A PEM file with whom to trust instead of the system's authorities.</summary>
    public string? AuthorityFile { get; init; }
}
