using System.Globalization;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Services;

namespace MeshLens.Lab.Faults;

/// <summary>
/// The caller does not get round to reading what has arrived, as an event loop does that computes something long. The path and
/// the called service are as ever.
/// </summary>
internal sealed class StarvedCallerFault : IFault
{
    private const double FreeMs = 5;

    public string Name => "starved caller";

    public string ExpectedClass => "application";

    public string ExpectedCause => "caller";

    /// <summary>Milliseconds for which the caller is busy elsewhere, again and again; a response waits about half of it.</summary>
    public StrengthRange Strengths { get; } = new(40, 300);

    public bool Fits(MeshPlan plan, LabEdge edge) => true;

    public string Describe(double strength) => string.Create(CultureInfo.InvariantCulture, $"reads only every {strength + FreeMs:f0} ms");

    public IDisposable Inject(LabMesh mesh, LabEdge edge, double strength) => Undo.Of(undo =>
    {
        foreach (var source in mesh.SourcesOf(edge))
        {
            undo.Add(() => source.Send(new ServiceCommand { ReadBusyMs = 0, ReadFreeMs = 0 }));
            source.Send(new ServiceCommand { ReadBusyMs = strength, ReadFreeMs = FreeMs });
        }
    });
}
