using System.Globalization;
using MeshLens.Lab.Links;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Faults;

/// <summary>The way between two services becomes longer: their packets take a detour over a <see cref="DelayLink"/>.</summary>
internal sealed class PathDelayFault : IFault
{
    public string Name => "path delay";

    public string ExpectedClass => "network";

    public string ExpectedCause => "rtt";

    /// <summary>Milliseconds of round trip.</summary>
    public StrengthRange Strengths { get; } = new(20, 120);

    public bool Fits(MeshPlan plan, LabEdge edge) => true;

    public string Describe(double strength) => string.Create(CultureInfo.InvariantCulture, $"+{strength:f0} ms round trip");

    public IDisposable Inject(LabMesh mesh, LabEdge edge, double strength) => Undo.Of(undo =>
    {
        foreach (var source in mesh.SourcesOf(edge))
        {
            foreach (var replica in mesh.ReplicasOf(edge))
            {
                Detour(undo, source, replica, TimeSpan.FromMilliseconds(strength / 2));
            }
        }
    });

    private static void Detour(Undo undo, RunningInstance source, RunningInstance replica, TimeSpan oneWay)
    {
        var device = $"detour{source.Instance.Host}-{replica.Instance.Host}";
        var link = DelayLink.Create(source.Namespace, replica.Namespace, device);
        undo.Add(link.Dispose);
        link.Impair(new PathImpairment(oneWay));
        undo.Add(() => Wait.For(oneWay + TimeSpan.FromMilliseconds(20))); // What is on its way still arrives.
        Route(undo, replica, source.Instance, device);
        Route(undo, source, replica.Instance, device);
    }

    private static void Route(Undo undo, RunningInstance from, Instance to, string device)
    {
        from.Namespace.Ip(
            $"route add {to.V4}/32 dev {device} src {from.Instance.V4}",
            $"route add {to.V6}/128 dev {device} src {from.Instance.V6}");
        undo.Add(() => from.Namespace.Ip($"route del {to.V4}/32 dev {device}", $"route del {to.V6}/128 dev {device}"));
    }
}
