using LibBpfSharp;

namespace MeshLens.Agent.Dns;

/// <summary>
/// Watches how long name servers take to answer over UDP in every network namespace, and how they fail. The kernel counts; reading
/// takes what it counted. Not thread-safe.
/// </summary>
internal sealed class DnsWatch : IDisposable
{
    private readonly BpfObject _object;
    private readonly List<BpfLink> _links = [];
    private readonly BpfMapBatch<NameServerKey, NameServerCounts>[] _generations;
    private uint _generation;

    private DnsWatch(BpfObject bpf)
    {
        _object = bpf;
        _generations = [Batch("name_servers_0"), Batch("name_servers_1")];
    }

    /// <summary>What was not told, since the start.</summary>
    public DnsLosses Losses => _object.Globals.Get<DnsLosses>("losses");

    /// <summary>Bytes of kernel memory that its maps take.</summary>
    public long MapBytes => _object.Maps.Sum(map => map.GetMemoryBytes());

    /// <summary>Loads and attaches.</summary>
    /// <param name="patience">After which a query counts as unanswered; 5 s is what a stub resolver waits.</param>
    /// <param name="outstanding">Queries that may wait for an answer at once.</param>
    /// <param name="nameServers">Pairs of process and name server told apart in one interval.</param>
    /// <exception cref="BpfException">The kernel refused, or lacks a tracepoint.</exception>
    public static DnsWatch Start(TimeSpan patience, int outstanding = 8192, int nameServers = 1024)
    {
        var bpf = DnsObject.Open();
        try
        {
            bpf.Globals.Set("patience_ns", (ulong)patience.TotalNanoseconds);
            bpf.Maps["queries"].MaxEntries = outstanding;
            bpf.Maps["name_servers_0"].MaxEntries = nameServers;
            bpf.Maps["name_servers_1"].MaxEntries = nameServers;
            using (var kernel = BtfTypes.LoadKernel())
            {
                bpf.Programs[DnsObject.OptionalProgram].AutoLoad = kernel.ContainsTracepoint("inet_sk_error_report");
            }

            bpf.Load();
            return new DnsWatch(bpf).Attach();
        }
        catch
        {
            bpf.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Takes what was counted up to the call before this one: the programs that still write to a generation when it is left have
    /// long ended when it is read.
    /// </summary>
    public IReadOnlyList<NameServerSample> Read()
    {
        _object.Programs["sweep"].TestRun();
        var samples = Take(_generations[(_generation + 1) & 1]);
        _generation++;
        _object.Globals.Set("generation", _generation);
        return samples;
    }

    /// <summary>Its programs that are attached, for the account of what watching costs.</summary>
    public IEnumerable<BpfProgram> Programs => _object.Programs.Where(program => program.IsLoaded);

    public void Dispose()
    {
        _links.ForEach(link => link.Dispose());
        _object.Dispose();
    }

    private BpfMapBatch<NameServerKey, NameServerCounts> Batch(string map) =>
        _object.Maps[map].View<NameServerKey, NameServerCounts>().CreateBatch(capacity: 64);

    // Who receives is attached before who sends: an answer must never find nobody.
    private DnsWatch Attach()
    {
        foreach (var program in Programs.Where(program => program.Type == BpfProgramType.Tracing).Reverse())
        {
            _links.Add(program.Attach());
        }

        return this;
    }

    private static List<NameServerSample> Take(BpfMapBatch<NameServerKey, NameServerCounts> batch)
    {
        var samples = new List<NameServerSample>();
        batch.Restart();
        while (batch.TakeNext())
        {
            for (var i = 0; i < batch.Count; i++)
            {
                samples.Add(new NameServerSample(batch.Keys[i], batch.Values[i]));
            }
        }

        return samples;
    }
}
