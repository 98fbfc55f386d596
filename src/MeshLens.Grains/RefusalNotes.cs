using MeshLens.Grains.Mesh;

namespace MeshLens.Grains;

/// <summary>Says what was lost because an edge was one too many.</summary>
internal sealed class RefusalNotes(GrainsInstruments instruments) : ISourceNotes
{
    public IEnumerable<string> Notes() => instruments.RequestsRefused == 0
        ? []
        : [$"{instruments.RequestsRefused} logged requests are of edges beyond the number that this server keeps: raise MeshLens:Grains:MaxEdges, or watch less."];
}
