namespace MeshLens.Grains;

/// <summary>How edges are kept. Bound from the configuration section <c>MeshLens:Grains</c>.</summary>
public sealed class GrainsOptions
{
    public const string Section = "MeshLens:Grains";

    /// <summary>Loopback TCP port of the embedded silo; 0 (the default) takes a free one. 0 to 65535.</summary>
    public int SiloPort { get; set; }

    /// <summary>Where edge state outlives the process. Empty (the default) keeps it in memory only.</summary>
    public string? DataDirectory { get; set; }

    /// <summary>How often an edge's memory is taken and written. 20 s by default, 1 to 25 s: with the time to write, none is older than 60 s.</summary>
    public TimeSpan SaveEvery { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often edges whose window is due are looked for. 250 ms by default, 100 ms to 5 s.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Edges one silo keeps; further ones are shed and counted. 20,000 by default, 1 to 1,000,000.</summary>
    public int MaxEdges { get; set; } = 20_000;

    /// <summary>Edges without traffic for so long leave the catalog and the memory of this process. 2 h by default, 2 min to 24 h.</summary>
    public TimeSpan DropIdleAfter { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Edges without traffic for so long are forgotten on disk too. 7 days by default, 1 hour to 90 days.</summary>
    public TimeSpan ForgetEdgesAfter { get; set; } = TimeSpan.FromDays(7);
}
