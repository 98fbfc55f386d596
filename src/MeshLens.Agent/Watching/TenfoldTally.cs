namespace MeshLens.Agent.Watching;

/// <summary>A total that is told at once, and again whenever it has grown tenfold.</summary>
internal struct TenfoldTally()
{
    private ulong _due = 1;

    public ulong Total { get; private set; }

    public bool IsWorthTelling(ulong more)
    {
        Total += more;
        if (Total < _due)
        {
            return false;
        }

        _due = Total * 10;
        return true;
    }
}
