namespace MeshLens.Metrics.Tracking;

/// <summary>What a counter gained between two looks at it.</summary>
public static class Counters
{
    /// <summary>Its growth; after a reset what it counted since, which is all that is known.</summary>
    public static double Gain(double before, double after) => after >= before ? after - before : Math.Max(0, after);
}
