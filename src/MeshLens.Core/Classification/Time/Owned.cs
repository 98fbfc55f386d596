using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Time;

/// <summary>Nanoseconds per request by who owns them.</summary>
/// <param name="Open">Nobody was seen to.</param>
internal readonly record struct Owned(double Network, double Mesh, double Application, double Open)
{
    private const double Enough = 1e-3 * Floors.Millisecond;

    public static Owned operator +(Owned left, Owned right) => new(
        left.Network + right.Network, left.Mesh + right.Mesh, left.Application + right.Application, left.Open + right.Open);

    /// <summary>What the chosen cause explains beyond what its class owns already, taken from what nobody was seen to own.</summary>
    /// <remarks>
    /// Configuration may be why the network or a destination takes longer (another zone, a limit), so what it predicts in numbers
    /// it takes from them as well.
    /// </remarks>
    public Owned Claim(Suspicion? chosen) => chosen?.Cause.Class switch
    {
        VerdictClass.MeshConfig => FromOpen(Math.Max(0, chosen.ExplainsNs - Mesh)).ByConfiguration(chosen.ExplainsNs),
        VerdictClass.Network when Move(chosen.ExplainsNs - Network, Open) is var moved => this with { Network = Network + moved, Open = Open - moved },
        VerdictClass.Application when Move(chosen.ExplainsNs - Application, Open) is var moved => this with { Application = Application + moved, Open = Open - moved },
        _ => this,
    };

    /// <summary>Waiting for connections is the mesh's unless the kernel saw that making them took longer.</summary>
    public Owned Connecting(double handshakeNs, bool isQueue)
    {
        var moved = Move(handshakeNs, Mesh);
        return this with { Mesh = Mesh - moved, Network = Network + (isQueue ? 0 : moved), Application = Application + (isQueue ? moved : 0) };
    }

    public LatencyShares Shares()
    {
        var all = Network + Mesh + Application + Open;
        if (all < Enough)
        {
            return default;
        }

        var (network, mesh, application) = (Math.Round(Network / all, 3), Math.Round(Mesh / all, 3), Math.Round(Application / all, 3));
        return new(network, mesh, application, Math.Round(Math.Max(0, 1 - network - mesh - application), 3));
    }

    private Owned FromOpen(double wanted)
    {
        var moved = Move(wanted, Open);
        return this with { Mesh = Mesh + moved, Open = Open - moved };
    }

    private Owned ByConfiguration(double explained)
    {
        var network = Move(explained - Mesh, Network);
        var application = Move(explained - Mesh - network, Application);
        return this with { Mesh = Mesh + network + application, Network = Network - network, Application = Application - application };
    }

    private static double Move(double wanted, double available) => Math.Clamp(wanted, 0, Math.Max(0, available));
}
