namespace MeshLens.Ingest.Intake;

/// <summary>The faults of one stream: counted each time, told the first time.</summary>
internal sealed class FaultTally(IngestInstruments instruments, Action<Fault> tellFirst)
{
    private readonly ulong[] _counts = new ulong[Enum.GetValues<Fault>().Length];

    /// <summary>Rows of histograms and counters that were refused.</summary>
    public ulong Rows { get; private set; }

    public ulong this[Fault fault] => _counts[(int)fault];

    public IEnumerable<(Fault Fault, ulong Count)> NonZero =>
        Enum.GetValues<Fault>().Select(fault => (fault, _counts[(int)fault])).Where(entry => entry.Item2 > 0);

    /// <summary>Something else than rows.</summary>
    public void Add(Fault fault) => Count(fault, 1);

    public void AddRows(Fault fault, int rows)
    {
        instruments.RowsRefused(rows);
        Rows += (ulong)rows;
        Count(fault, rows);
    }

    private void Count(Fault fault, int count)
    {
        if (count == 0)
        {
            return;
        }

        instruments.Refused(fault, count);
        var isFirst = _counts[(int)fault] == 0;
        _counts[(int)fault] += (ulong)count;
        if (isFirst)
        {
            tellFirst(fault);
        }
    }
}
