namespace MeshLens.Ingest.Intake;

/// <summary>The faults of one stream: counted each time, told the first time.</summary>
internal sealed class FaultTally(IngestInstruments instruments, Action<Fault> tellFirst)
{
    private readonly ulong[] _counts = new ulong[Enum.GetValues<Fault>().Length];

    public ulong Total { get; private set; }

    public ulong this[Fault fault] => _counts[(int)fault];

    public IEnumerable<(Fault Fault, ulong Count)> NonZero =>
        Enum.GetValues<Fault>().Select(fault => (fault, _counts[(int)fault])).Where(entry => entry.Item2 > 0);

    public void Add(Fault fault, int count = 1)
    {
        if (count == 0)
        {
            return;
        }

        instruments.Refused(fault, count);
        Total += (ulong)count;
        var isFirst = _counts[(int)fault] == 0;
        _counts[(int)fault] += (ulong)count;
        if (isFirst)
        {
            tellFirst(fault);
        }
    }
}
