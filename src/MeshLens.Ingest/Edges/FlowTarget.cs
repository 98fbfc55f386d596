namespace MeshLens.Ingest.Edges;

/// <summary>Where a flow's rows go: an edge and a vantage, with the window that took the last row at hand.</summary>
/// <remarks>Belongs to one flow and so to one stream; only <see cref="EdgeSlot"/> looks at the window, under its lock.</remarks>
internal sealed class FlowTarget(EdgeSlot edge, Vantage vantage, bool isFirst)
{
    public EdgeSlot Edge => edge;

    public Vantage Vantage => vantage;

    /// <summary>Rows of a shared flow go to several edges; each row is counted at the first.</summary>
    public bool IsFirst => isFirst;

    public PendingWindow? Pending { get; set; }
}
