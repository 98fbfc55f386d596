using MeshLens.Agent.Kernel;
using MeshLens.Agent.Options;

namespace MeshLens.Agent.Loading;

/// <summary>How the connection programs are set up: the sizes of their maps, what they watch and what they tell.</summary>
internal sealed record KernelSetup
{
    // A flow has up to six signals, but hardly ever all in one interval; where it has, intervals become shorter.
    private const double SamplesPerFlow = 2;

    public required int Flows { get; init; }

    /// <summary>Connection ends the programs can follow at once; see <see cref="SocketTable"/>.</summary>
    public int Connections { get; init; } = SocketTable.DefaultConnections;

    public required int RingBytes { get; init; }

    public required WatchFilter Watch { get; init; }

    /// <summary>What the programs are told from the start; the filter switches are added.</summary>
    public required Settings Settings { get; init; }

    /// <summary>The questions to answer; the programs of others are left out.</summary>
    public required Func<string, bool> Asks { get; init; }

    public int Samples => SamplesFor(Flows);

    /// <summary>The room for sums of one interval.</summary>
    public static int SamplesFor(int flows) => (int)(flows * SamplesPerFlow);
}
