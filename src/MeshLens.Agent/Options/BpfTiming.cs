namespace MeshLens.Agent.Options;

/// <summary>How the run time of the kernel programs is measured. The kernel pays some nanoseconds per event while it measures.</summary>
internal enum BpfTiming
{
    Off,

    /// <summary>During one interval in ten, and scaled.</summary>
    Sampled,
    Always,
}
