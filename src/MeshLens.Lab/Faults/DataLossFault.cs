using System.Globalization;
using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Faults;

/// <summary>Some segments that carry data get lost, requests and responses alike; handshakes and bare acknowledgements do not.</summary>
internal sealed class DataLossFault : IFault
{
    /// <summary>IPv6 and TCP headers with all options are at most 100 bytes; requests and responses are longer.</summary>
    private const int BareBytes = 130;

    public string Name => "data loss";

    public string ExpectedClass => "network";

    public string ExpectedCause => "retransmission";

    /// <summary>Share of the data segments that is lost.</summary>
    public StrengthRange Strengths { get; } = new(0.04, 0.25);

    public bool Fits(MeshPlan plan, LabEdge edge) => true;

    public string Describe(double strength) => string.Create(CultureInfo.InvariantCulture, $"{strength * 100:f0} % of the data segments lost");

    public IDisposable Inject(LabMesh mesh, LabEdge edge, double strength) => Undo.Of(undo =>
    {
        var condition = $"meta length > {BareBytes} {PacketFilter.Share(strength)} drop";
        foreach (var source in mesh.SourcesOf(edge))
        {
            foreach (var replica in mesh.ReplicasOf(edge))
            {
                PacketFilter.Add(undo, replica.Namespace, source.Instance, $"tcp dport {Instance.Port} {condition}");
                PacketFilter.Add(undo, source.Namespace, replica.Instance, $"tcp sport {Instance.Port} {condition}");
            }
        }
    });
}
