using LibBpfSharp;

namespace MeshLens.Agent.Dns;

/// <summary>
/// Watches how long name servers take to answer over UDP in every network namespace, and how they fail. The kernel counts; reading
/// takes what it counted. Not thread-safe.
/// </summary>
internal sealed class DnsWatch : IDisposable
{
    /// <summary>The program that stands for all of them when one is refused.</summary>
    public const string MainProgram = "dns_sent";

    private const string Sweep = "dns_sweep";

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

    /// <summary>Its programs, for the account of what watching costs.</summary>
    public IEnumerable<BpfProgram> Programs => _object.Programs;

    /// <summary>Name and section of every program there is, or nothing when libbpf cannot be used.</summary>
    public static IReadOnlyList<(string Name, string Section)> ListAll()
    {
        if (LibBpf.Problem is not null)
        {
            return [];
        }

        using var opened = Open();
        return [.. opened.Programs.Select(program => (program.Name, program.Section))];
    }

    /// <summary>Loads and attaches.</summary>
    /// <exception cref="BpfException">The kernel refused, or lacks a tracepoint.</exception>
    public static DnsWatch Start(DnsSetup setup)
    {
        var bpf = Open();
        try
        {
            bpf.Globals.Set("patience_ns", (ulong)setup.Patience.TotalNanoseconds);
            bpf.Globals.Set("filters_netns", setup.NetworkNamespaces.Count > 0);
            bpf.Globals.Set("filters_cgroups", setup.Cgroups.Count > 0);
            bpf.Globals.Set("filters_addresses", setup.Addresses.Count > 0);
            bpf.Maps["queries"].MaxEntries = setup.Outstanding;
            bpf.Maps["name_servers_0"].MaxEntries = setup.NameServers;
            bpf.Maps["name_servers_1"].MaxEntries = setup.NameServers;
            bpf.Load();
            return new DnsWatch(bpf).Limit(setup).Attach();
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
        _object.Programs[Sweep].TestRun();
        var samples = Take(_generations[(_generation + 1) & 1]);
        _generation++;
        _object.Globals.Set("generation", _generation);
        return samples;
    }

    /// <summary>Kernel memory of all maps, in bytes.</summary>
    public long MapBytes() => _object.Maps.Sum(map => map.GetMemoryBytes());

    public void Dispose()
    {
        _links.ForEach(link => link.Dispose());
        _object.Dispose();
    }

    /// <summary>The programs in the kernel's form, not loaded.</summary>
    public static BpfObject Open() => BpfObject.OpenResource(typeof(DnsWatch).Assembly, "dns.bpf.o");

    private BpfMapBatch<NameServerKey, NameServerCounts> Batch(string map) =>
        _object.Maps[map].View<NameServerKey, NameServerCounts>().CreateBatch(capacity: 64);

    private DnsWatch Limit(DnsSetup setup)
    {
        Fill("watched_dns_netns", setup.NetworkNamespaces);
        Fill("watched_dns_cgroups", setup.Cgroups);
        Fill("watched_dns_addresses", setup.Addresses);
        return this;
    }

    private void Fill<TKey>(string map, IReadOnlyList<TKey> keys)
        where TKey : unmanaged
    {
        var view = _object.Maps[map].View<TKey, byte>();
        foreach (var key in keys)
        {
            view.Update(key, 1);
        }
    }

    // Who receives is attached before who sends: an answer must never find nobody.
    private DnsWatch Attach()
    {
        foreach (var program in Programs.Where(program => program.Name != Sweep).Reverse())
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
