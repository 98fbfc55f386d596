namespace MeshLens.Ingest.Edges;

/// <summary>Which nodes saw a window, with the zone of each.</summary>
internal sealed class SeenNodes
{
    private const int Limit = 8;

    /// <summary>Null while none is known.</summary>
    public List<string>? Names { get; private set; }

    /// <summary>In the order of <see cref="Names"/>; empty where nobody says.</summary>
    public List<string>? Zones { get; private set; }

    /// <param name="node">Null when the batch does not tell.</param>
    /// <param name="zone">Null when nobody says.</param>
    public void Note(string? node, string? zone)
    {
        if (node is not null && (Names is null || (Names.Count < Limit && !Names.Contains(node))))
        {
            (Names ??= []).Add(node);
            (Zones ??= []).Add(zone ?? "");
        }
    }
}
