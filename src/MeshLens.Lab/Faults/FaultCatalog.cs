namespace MeshLens.Lab.Faults;

/// <summary>All faults of the lab, in the order of the demonstration.</summary>
internal static class FaultCatalog
{
    /// <summary>The seven.</summary>
    public static IReadOnlyList<IFault> All { get; } =
    [
        new PathDelayFault(),
        new SynLossFault(),
        new DataLossFault(),
        new SlowHandlerFault(),
        new FullAcceptQueueFault(),
        new StarvedCallerFault(),
        new UnreachablePeerFault(),
    ];
}
