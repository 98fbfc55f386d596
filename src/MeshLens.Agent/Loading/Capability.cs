namespace MeshLens.Agent.Loading;

/// <summary>Whether a question can be answered; if not, one sentence why and one with the fix.</summary>
internal sealed record Capability(string Name, bool Available, string Reason = "", string Fix = "")
{
    public Protocol.V1.Capability ToWire() => new() { Name = Name, Available = Available, Reason = Reason, Fix = Fix };
}
