using System.Globalization;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Services;

namespace MeshLens.Lab.Faults;

/// <summary>
/// The called service accepts fewer connections than arrive: its accept queue is full and the kernel drops further SYNs. To the
/// caller it looks like SYN loss, and the network is fine.
/// </summary>
internal sealed class FullAcceptQueueFault : IFault
{
    private const int Backlog = 3;

    public string Name => "full accept queue";

    public string ExpectedClass => "application";

    public string ExpectedCause => "backlog";

    /// <summary>Connections accepted per second and replica, from most to fewest.</summary>
    public StrengthRange Strengths { get; } = new(2, 0.3);

    public bool Fits(MeshPlan plan, LabEdge edge) => true;

    public string Describe(double strength) =>
        string.Create(CultureInfo.InvariantCulture, $"accepts {strength:f1} connections/s, backlog {Backlog}");

    public IDisposable Inject(LabMesh mesh, LabEdge edge, double strength) => Undo.Of(undo =>
    {
        foreach (var replica in mesh.ReplicasOf(edge))
        {
            undo.Add(() => replica.Send(new ServiceCommand { AcceptsPerSecond = 0, Backlog = replica.Instance.Spec.Backlog }));
            replica.Send(new ServiceCommand { AcceptsPerSecond = strength, Backlog = Backlog });
        }
    });
}
