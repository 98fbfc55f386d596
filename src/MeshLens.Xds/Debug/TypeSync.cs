namespace MeshLens.Xds.Debug;

/// <summary>How a proxy stands with one type of resource.</summary>
/// <param name="Type">CDS, EDS, …; the type URL where there is no such name.</param>
/// <param name="State">Whether it is up to date.</param>
/// <param name="Problem">Why it refused; empty when it did not.</param>
public sealed record TypeSync(string Type, SyncState State, string Problem)
{
    /// <summary>It has not answered for so long that this is no push under way.</summary>
    public bool Lags { get; init; }
}
