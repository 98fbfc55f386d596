using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>Which signals of an edge left their baselines; edges that share an end tell each other.</summary>
/// <param name="Server">Queueing or service.</param>
/// <param name="Path">Client turn minus server time.</param>
/// <param name="Failing">Connects fail for a reason of network or destination.</param>
[GenerateSerializer, Immutable, Alias("meshlens.edge-shifts")]
public readonly record struct EdgeShifts(
    [property: Id(0)] Shift Handshake,
    [property: Id(1)] Shift Turn,
    [property: Id(2)] Shift Pickup,
    [property: Id(3)] Shift Server,
    [property: Id(4)] Shift Path,
    [property: Id(5)] Shift Failing);
