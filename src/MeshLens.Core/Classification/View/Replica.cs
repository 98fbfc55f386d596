using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Classification.View;

/// <summary>One replica of the destination as both ends of its connections saw it.</summary>
internal sealed record Replica
{
    private const double Agreement = 0.4;
    private const ulong FewFailures = 3;
    private const double MostFailed = 0.5;
    private const double HardlyFailed = 0.1;

    /// <summary>Address and port.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Null when nobody says where it is.</summary>
    public EndpointPlace? Place { get; init; }

    /// <summary>Empty when unknown.</summary>
    public string Zone => Place?.Zone ?? "";

    /// <summary>What the proxy before it logged; null when none did.</summary>
    public HopEndpoint? Logged { get; init; }

    /// <summary>Requests that were timed or logged.</summary>
    public ulong Requests { get; init; }

    /// <summary>Its part of the requests of all replicas, 0 to 1.</summary>
    public double Share { get; init; }

    /// <summary>The same when the edge was well; null when that was never seen of every replica.</summary>
    public double? UsualShare { get; init; }

    /// <summary>What the client's end of the wire waited for it.</summary>
    public required Change Turn { get; init; }

    public required Change Service { get; init; }

    public required Change Queueing { get; init; }

    /// <summary>Handshakes that no SYN timeout delayed.</summary>
    public required Change Handshake { get; init; }

    /// <summary>Client turn minus server time, of this replica alone.</summary>
    public required Change Path { get; init; }

    /// <summary>What the proxy before it logged to have waited for it, beside what it usually waits for any.</summary>
    public Change Wait { get; init; } = Change.Unknown;

    public required ReplicaConnects Connects { get; init; }

    /// <summary>Connection requests that the client's end sent to it again.</summary>
    public ulong SynsAgain { get; init; }

    /// <summary>Data that the client's end sent to it again.</summary>
    public ulong DataAgain { get; init; }

    /// <summary>99th percentile of its turns, of its server time when no turn was seen; null without either.</summary>
    public double? P99Ns { get; init; }

    /// <summary>The part of its own time that changed more surely.</summary>
    public Change Server => Queueing.Strength > Service.Strength ? Queueing : Service;

    /// <summary>
    /// The part of its path that changed: handshakes where both witnesses agree or they are alone, else the difference of turn
    /// and server time. Unknown when one contradicts the other.
    /// </summary>
    public Change Way =>
        Handshake.IsShifted ? Path.Strength == Strength.Unknown || Path.ExcessNs >= Agreement * Handshake.ExcessNs ? Handshake : Change.Unknown
        : Path.IsShifted ? Handshake.IsSteady ? Change.Unknown : Path
        : Path.Strength == Strength.Unknown ? Handshake : Path;

    /// <summary>Most requests that a proxy sent it failed, and they are not a few.</summary>
    public bool LoggedFail => Logged is { Failed: >= FewFailures } logged && logged.Failed >= MostFailed * logged.Ended;

    /// <summary>A proxy sent it requests and hardly one failed.</summary>
    public bool LoggedWell => Logged is { Ended: >= FewFailures } logged && logged.Failed < HardlyFailed * logged.Ended;

    /// <summary>The change that a caller feels; of server time when no turn was seen.</summary>
    public Change Felt => Turn.Samples > 0 ? Turn : Service;

    /// <summary>What was sent to it again: connection requests, else data.</summary>
    public ulong Again(Counter counter) => counter == Counter.SynRetransmits ? SynsAgain : DataAgain;
}
