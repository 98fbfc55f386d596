using LibBpfSharp;
using MeshLens.Agent.Kernel;

namespace MeshLens.Agent.Loading;

/// <summary>The connection programs in the kernel, attached; disposing detaches and unloads them.</summary>
internal sealed class ConnectionPrograms : IDisposable
{
    private const string Resource = "connections.bpf.o";
    private const string SettingsVariable = "settings";
    private const string IteratorPrefix = "iter/";

    private readonly BpfObject _object;
    private readonly List<BpfLink> _links = [];
    private readonly Dictionary<string, BpfIterator> _iterators = [];
    private Settings _settings;

    private ConnectionPrograms(BpfObject loaded, Settings settings) => (_object, _settings) = (loaded, settings);

    public BpfMapCollection Maps => _object.Maps;

    /// <summary>The programs that were loaded.</summary>
    public IEnumerable<BpfProgram> Loaded => _object.Programs.Where(program => program.AutoLoad);

    /// <summary>What the running programs are told; setting it takes effect at once.</summary>
    public Settings Settings
    {
        get => _settings;
        set
        {
            _settings = value;
            _object.Globals.Set(SettingsVariable, value);
        }
    }

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

    /// <summary>Loads and attaches what the plan chose.</summary>
    /// <exception cref="ProgramRefusedException">The kernel refused one program: plan again without it.</exception>
    /// <exception cref="BpfException">The kernel refused for another reason.</exception>
    public static ConnectionPrograms Load(LoadPlan plan, KernelSetup setup, WatchTargets targets)
    {
        var opened = Open();
        var programs = new ConnectionPrograms(opened, setup.Settings);
        try
        {
            programs.Prepare(plan, setup);
            programs.LoadChosen();
            programs.Watch(targets);
            programs.Attach();
            return programs;
        }
        catch
        {
            programs.Dispose();
            throw;
        }
    }

    /// <summary>Walks with the iterator of this name, if it was loaded; false when it was not.</summary>
    public bool TryWalk(string iterator)
    {
        if (!_iterators.TryGetValue(iterator, out var walk))
        {
            return false;
        }

        walk.Run();
        return true;
    }

    /// <summary>Kernel memory of all maps, in bytes.</summary>
    public long MapBytes() => _object.Maps.Where(map => map.AutoCreate).Sum(map => map.GetMemoryBytes());

    /// <summary>Detaches, so that no further event is recorded; the maps can still be read.</summary>
    public void Detach()
    {
        _links.ForEach(link => link.Dispose());
        _links.Clear();
    }

    public void Dispose()
    {
        Detach();
        foreach (var iterator in _iterators.Values)
        {
            iterator.Dispose();
        }

        _object.Dispose();
    }

    private static BpfObject Open() => BpfObject.OpenResource(typeof(ConnectionPrograms).Assembly, Resource);

    private void Prepare(LoadPlan plan, KernelSetup setup)
    {
        foreach (var choice in plan.Programs)
        {
            if (_object.Programs.TryGet(choice.Program, out var program))
            {
                program.AutoLoad = choice.IsChosen && setup.Asks(choice.Question);
            }
        }

        _object.Maps["events"].MaxEntries = setup.RingBytes;
        _object.Maps["flows"].MaxEntries = setup.Flows;
        SocketTable.Resize(_object, setup.Connections);
        foreach (var generation in (ReadOnlySpan<string>)["0", "1"])
        {
            _object.Maps["samples_" + generation].MaxEntries = setup.Samples;
            _object.Maps["counters_" + generation].MaxEntries = setup.Flows;
        }
    }

    private void LoadChosen()
    {
        try
        {
            _object.Load();
        }
        catch (BpfException refused) when (ProgramRefusedException.FindProgram(refused) is { } program)
        {
            throw new ProgramRefusedException(program, refused);
        }
    }

    private void Watch(WatchTargets targets)
    {
        Fill("watched_netns", targets.NetworkNamespaces);
        Fill("watched_cgroups", targets.Cgroups);
        Fill("watched_addresses", targets.Addresses);
        Fill("watched_ports", targets.Ports);
        Settings = _settings with
        {
            FilterNetns = Switch(targets.NetworkNamespaces.Count),
            FilterCgroup = Switch(targets.Cgroups.Count),
            FilterAddress = Switch(targets.Addresses.Count),
            FilterPort = Switch(targets.Ports.Count),
        };
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

    private void Attach()
    {
        foreach (var program in Loaded)
        {
            try
            {
                AttachOne(program);
            }
            catch (BpfException refused)
            {
                throw new ProgramRefusedException(program.Name, refused);
            }
        }
    }

    private void AttachOne(BpfProgram program)
    {
        if (program.Section == IteratorPrefix + "bpf_map_elem")
        {
            _iterators[program.Name] = program.AttachIterator(BpfIteratorTarget.Map(_object.Maps["owners"]));
        }
        else if (program.Section.StartsWith(IteratorPrefix, StringComparison.Ordinal))
        {
            _iterators[program.Name] = program.AttachIterator();
        }
        else
        {
            _links.Add(program.Attach());
        }
    }

    private static byte Switch(int count) => count > 0 ? (byte)1 : (byte)0;
}
