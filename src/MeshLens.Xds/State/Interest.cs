namespace MeshLens.Xds.State;

/// <summary>
/// What is wanted of one type: everything, or names, each held by as many as asked for it. The revision tells that something
/// changed without comparing the names.
/// </summary>
internal sealed class Interest
{
    private readonly Dictionary<string, int> _holders = new(StringComparer.Ordinal);

    public bool Everything { get; private set; }

    public long Revision { get; private set; }

    public IReadOnlyCollection<string> Names => _holders.Keys;

    public bool IsEmpty => !Everything && _holders.Count == 0;

    public bool Covers(string name) => Everything || _holders.ContainsKey(name);

    public void WantEverything(bool wanted)
    {
        if (Everything != wanted)
        {
            Everything = wanted;
            Revision++;
        }
    }

    public void Hold(string name)
    {
        if (_holders.TryGetValue(name, out var holders))
        {
            _holders[name] = holders + 1;
            return;
        }

        _holders[name] = 1;
        Revision++;
    }

    /// <summary>Returns whether that was the last holder.</summary>
    public bool Release(string name)
    {
        if (!_holders.TryGetValue(name, out var holders))
        {
            return false;
        }

        if (holders > 1)
        {
            _holders[name] = holders - 1;
            return false;
        }

        _holders.Remove(name);
        Revision++;
        return true;
    }
}
