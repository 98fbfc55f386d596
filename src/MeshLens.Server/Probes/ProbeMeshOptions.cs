using MeshLens.Ingest.Probes;

namespace MeshLens.Server.Probes;

/// <summary>What the server is told of the probe mesh.</summary>
internal sealed record ProbeMeshOptions
{
    /// <inheritdoc cref="ProbeOptions.Peers"/>
    public int Peers { get; init; } = new ProbeOptions().Peers;

    /// <inheritdoc cref="ProbeOptions.Allowed"/>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>All that is wrong, each with its remedy.</summary>
    public IEnumerable<string> Mistakes()
    {
        var options = new ProbeOptions();
        ApplyTo(options);
        return ProbeOptionsValidator.Mistakes(options);
    }

    public void ApplyTo(ProbeOptions options)
    {
        options.Peers = Peers;
        foreach (var allowed in Allowed)
        {
            options.Allowed.Add(allowed);
        }
    }
}
