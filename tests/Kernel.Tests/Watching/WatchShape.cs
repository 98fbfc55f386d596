using LibBpfSharp;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Loading;

namespace Kernel.Tests;

/// <summary>How one test wants the programs loaded.</summary>
internal sealed record WatchShape
{
    /// <summary>As in kernels before 6.16: a send is told when it is done.</summary>
    public static WatchShape DoneSends { get; } = new() { Without = ["retransmitted_plain", "sending"] };

    /// <summary>Programs left out.</summary>
    public IReadOnlyCollection<string> Without { get; init; } = ["retransmitted_plain", "sent"];

    /// <summary>Sizes of maps, by name.</summary>
    public IReadOnlyDictionary<string, int> Sizes { get; init; } = new Dictionary<string, int>();

    /// <summary>Room for watched sockets, where it is not the default.</summary>
    public int? Connections { get; init; }

    public bool Attach { get; init; } = true;

    /// <summary>By default every connection is told as soon as it is established, in the test's namespaces only.</summary>
    public Func<Settings, Settings> Settings { get; init; } = settings => settings;

    public void Apply(BpfObject bpf)
    {
        foreach (var name in Without)
        {
            bpf.Programs[name].AutoLoad = false;
        }

        foreach (var (map, size) in Sizes)
        {
            bpf.Maps[map].MaxEntries = size;
        }

        if (Connections is { } connections)
        {
            SocketTable.Resize(bpf, connections);
        }

        var settings = bpf.Globals.Get<Settings>("settings");
        settings.FilterNetns = 1;
        settings.SlowHandshakeNs = 0;
        bpf.Globals.Set("settings", Settings(settings));
    }
}
