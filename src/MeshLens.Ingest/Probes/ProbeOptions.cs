namespace MeshLens.Ingest.Probes;

/// <summary>The probe mesh as the operator wants it. Checked at start.</summary>
public sealed class ProbeOptions
{
    public const string Section = "Probes";

    /// <summary>Peers that each node probes. Default 10, 0 to 64; 0 plans none.</summary>
    public int Peers { get; set; } = 10;

    /// <summary>What may be probed on request beside known nodes and services: addresses, networks (10.0.0.0/8), service names (*.shop). Default none.</summary>
    public IList<string> Allowed { get; } = [];

    /// <summary>Questions that may be under way at once. Default 8, 1 to 64.</summary>
    public int MaximumQuestions { get; set; } = 8;
}
