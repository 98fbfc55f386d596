using System.Globalization;
using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Faults;

/// <summary>Some requests for a connection get lost; the kernel repeats them after a second.</summary>
internal sealed class SynLossFault : IFault
{
    public string Name => "SYN loss";

    public string ExpectedClass => "network";

    public string ExpectedCause => "syn-loss";

    /// <summary>Share of the SYNs that is lost.</summary>
    public StrengthRange Strengths { get; } = new(0.15, 0.6);

    public bool Fits(MeshPlan plan, LabEdge edge) => true;

    public string Describe(double strength) => string.Create(CultureInfo.InvariantCulture, $"{strength * 100:f0} % of the SYNs lost");

    public IDisposable Inject(LabMesh mesh, LabEdge edge, double strength) => Undo.Of(undo =>
    {
        foreach (var replica in mesh.ReplicasOf(edge))
        {
            var rule = $"tcp dport {Instance.Port} tcp flags & (syn | ack) == syn {PacketFilter.Share(strength)} drop";
            mesh.SourcesOf(edge).ToList().ForEach(source => PacketFilter.Add(undo, replica.Namespace, source.Instance, rule));
        }
    });
}
