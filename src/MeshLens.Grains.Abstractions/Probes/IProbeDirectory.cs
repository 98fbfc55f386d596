namespace MeshLens.Grains.Probes;

/// <summary>What the probe mesh sees.</summary>
public interface IProbeDirectory
{
    /// <summary>Every pair that is probed, as it is now.</summary>
    ProbeMatrix Matrix();
}
