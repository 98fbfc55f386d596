using System.Globalization;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Services;

namespace MeshLens.Lab.Faults;

/// <summary>The called service takes longer for its own work.</summary>
internal sealed class SlowHandlerFault : IFault
{
    public string Name => "slow handler";

    public string ExpectedClass => "application";

    public string ExpectedCause => "slow-handler";

    /// <summary>Milliseconds more per request, give or take a fifth.</summary>
    public StrengthRange Strengths { get; } = new(20, 300);

    public bool Fits(MeshPlan plan, LabEdge edge) => true;

    public string Describe(double strength) => string.Create(CultureInfo.InvariantCulture, $"+{strength:f0} ms per request");

    public IDisposable Inject(LabMesh mesh, LabEdge edge, double strength) => Undo.Of(undo =>
    {
        foreach (var replica in mesh.ReplicasOf(edge))
        {
            var spec = replica.Instance.Spec;
            undo.Add(() => replica.Send(new ServiceCommand { HandlerMs = spec.HandlerMs, HandlerJitterMs = spec.HandlerJitterMs }));
            replica.Send(new ServiceCommand { HandlerMs = spec.HandlerMs + strength, HandlerJitterMs = spec.HandlerJitterMs + (strength / 5) });
        }
    });
}
