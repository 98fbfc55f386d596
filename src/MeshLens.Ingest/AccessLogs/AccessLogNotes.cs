using MeshLens.Grains.Mesh;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>Says what of proxies' access logs is odd or lost.</summary>
internal sealed class AccessLogNotes(AccessLogInstruments instruments) : ISourceNotes
{
    public IEnumerable<string> Notes()
    {
        (long Count, string Text)[] all =
        [
            (instruments.UnknownFlags, "carry a flag that this version does not know: they count, without saying why they failed. A newer MeshLens may know it"),
            (instruments.Future, "are dated more than a minute ahead of this machine: they count by when they came. Look at the clocks of those proxies' nodes"),
            (instruments.Shed(AccessLogShed.Malformed), "could not be read and are lost"),
            (instruments.Shed(AccessLogShed.Unnamed), "do not tell between which services they are: name the mesh with --istiod or --kubernetes"),
            (instruments.Shed(AccessLogShed.NoAccessLog), "that came over OTLP are no proxy's access log: send access logs here and nothing else, as 'meshlens istio-config' has it"),
            (instruments.Shed(AccessLogShed.QueueFull), "came faster than they are read and are lost: give this server more processors or workers (AccessLogWorkers)"),
            (instruments.Shed(AccessLogShed.EdgeLimit), "are of edges beyond the number that this server keeps (MaximumEdges)"),
            (instruments.Shed(AccessLogShed.PendingLimit), "found no room while they waited to be handed over (MaximumPendingWindows)"),
        ];
        return all.Where(note => note.Count > 0).Select(note => $"{note.Count} entries of access logs {note.Text}.");
    }
}
