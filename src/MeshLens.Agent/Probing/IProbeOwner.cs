namespace MeshLens.Agent.Probing;

/// <summary>Whoever sent a probe, and is told once what became of it.</summary>
internal interface IProbeOwner
{
    void Ended(int sequence, in Outcome outcome);
}
