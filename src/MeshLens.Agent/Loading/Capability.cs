namespace MeshLens.Agent.Loading;

/// <summary>Whether a question can be answered; if not, one sentence why and one with the fix.</summary>
internal sealed record Capability(string Name, bool Available, string Reason = "", string Fix = "")
{
    /// <summary>The cause alone, as <see cref="Reason"/> ends: several questions may share it.</summary>
    public string Because { get; init; } = "";

    /// <summary>What is lost, without the cause and without a full stop.</summary>
    public string Lost => Because.Length == 0 ? Reason.TrimEnd('.') : Reason[..^(Because.Length + ": .".Length)];

    public Protocol.V1.Capability ToWire() => new() { Name = Name, Available = Available, Reason = Reason, Fix = Fix };
}
